"""The ten together, on the shipped figures."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from tertius.atlas.build import _commit
from tertius.atlas.columns import DYADS, STATES
from tertius.atlas.store import Atlas
from tertius.casebook.judgement import COMPONENT_KEYS, MEASURED, Judgement
from tertius.provenance import known_at
from tertius.states import find
from tertius.wedge.components.all import COMPONENTS, components_of
from tertius.wedge.components.reference import figures_of

TODAY = date(2026, 11, 22)


def states(names: str, day: date = TODAY):
    a, b, c = (find(n, on=day) for n in names.split())
    return a, b, c


def test_ten_in_the_order_of_the_casebooks_keys():
    assert tuple(c.key for c in COMPONENTS) == COMPONENT_KEYS
    assert [c.number for c in COMPONENTS] == list(range(1, 11))
    assert [c.key for c in COMPONENTS if c.by_judgement] == ["goal", "credibility", "constraint", "binding"]


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda c: c.key)
def test_each_says_what_it_is_and_what_would_refute_it(component):
    for said in (component.definition, component.evidence, component.falsifier, component.source):
        assert len(said) > 20
    side = "below 0" if component.sign > 0 else "above 0"
    assert side in component.falsifier or component.key == "reward"


def test_all_ten_are_known_for_russia_and_china(shipped):
    found = components_of(states("USA RUS CHN"), TODAY, shipped)
    assert [v.component for v in found] == list(COMPONENT_KEYS)
    assert {v.status for v in found} == {"measured", "judged"}
    for value in found:
        assert value.low <= value.value <= value.high
        assert abs(value.value) <= 3
        assert value.figure
        assert value.why
        assert value.basis
        json.dumps(value.to_dict())


@pytest.mark.parametrize("names", ["USA IND RUS", "CHN JPN USA", "RUS DEU USA", "USA VNM CHN", "CHN NRU AUS"])
def test_other_triads_have_what_is_measured_and_no_judgement(shipped, names):
    found = {v.component: v for v in components_of(states(names), TODAY, shipped)}
    for key in ("goal", "credibility", "constraint", "binding"):
        assert found[key].status == "not known"
    # India's share in Russia's trade and Vietnam's in China's have moved since 2014, the newest year of both sides.
    measurable = ("rift", "threat", "leadership") + (("asymmetry",) if not {"IND", "VNM"} & set(names.split()) else ())
    for key in measurable:
        assert found[key].status == "measured"


def test_a_state_without_figures_is_not_known_throughout(shipped):
    """Liechtenstein as B of two states that the tables hardly know."""
    found = components_of(states("MCO LIE SMR"), TODAY, shipped)
    assert all(v.value is not None or v.why for v in found)
    assert next(v for v in found if v.component == "exit_cost").status == "not known"


def test_on_the_first_days_of_the_atlas_nothing_is_known_and_nothing_breaks(shipped):
    found = components_of(states("USA RUS FRA", date(1946, 2, 1)), date(1946, 2, 1), shipped)
    assert {v.status for v in found} == {"not known"}


def test_a_judgement_replaces_the_projects_own_and_leaves_the_measured_value(shipped):
    mine = [
        Judgement(f"J{n}", 2, 365, 710, f"component:{key}", 1.0, 0.0, 2.0, "Ada Lund", date(2026, 6, 1), "Made up.", "")
        for n, key in enumerate(("credibility", "rift"), start=1)
    ]
    plain, judged = (
        {v.component: v for v in components_of(states("USA RUS CHN"), TODAY, shipped, of)} for of in ((), mine)
    )
    assert (judged["credibility"].value, judged["credibility"].basis) == (1.0, ("judgement:J1",))
    assert judged["rift"].value == plain["rift"].value
    assert "shown and not used: Ada Lund, 2026-06-01: +1.0." in judged["rift"].why
    assert judged["rift"].basis == (*plain["rift"].basis, "judgement:J2")
    assert judged["goal"] == plain["goal"]


def test_asked_twice_it_says_the_same(shipped):
    one, two = (components_of(states("USA RUS CHN"), TODAY, Atlas(shipped.root)) for _ in range(2))
    assert one == two


DAYS = [date(1990, 1, 1), date(2016, 11, 1)]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def day(request) -> date:
    return request.param


@pytest.fixture(scope="module")
def poisoned(shipped, day, ask, tmp_path_factory) -> Atlas:
    """The shipped figures of the powers with noise wherever one was not public on the day."""
    rng = np.random.default_rng(667)
    powers = figures_of(ask("USA RUS CHN", shipped, day)).states
    pairs = pl.col("a").is_in(powers) & pl.col("b").is_in(powers)
    tables = {
        "dyads": shipped.table("dyads").filter(pairs).collect(),
        **{name: shipped.table(name).collect() for name in ("states", "products", "stocks", "economies")},
    }
    for name, columns in (("dyads", DYADS), ("states", STATES)):
        table = tables[name]
        tables[name] = table.with_columns(_noise(c.name, c.dtype, c.lag_days, table.height, day, rng) for c in columns)
    for name, figure, lag in (("products", "share", 395), ("stocks", "share", 90), ("economies", "gdp", 395)):
        table = tables[name]
        tables[name] = table.with_columns(_noise(figure, table[figure].dtype, lag, table.height, day, rng))
    folder = tmp_path_factory.mktemp("poisoned")
    _commit(tables, [], folder)
    return Atlas(folder)


def _noise(name: str, dtype, lag: int, height: int, day: date, rng: np.random.Generator) -> pl.Expr:
    public = [y for y in range(1940, 2030) if known_at(y, lag) <= day]
    noise = pl.Series(rng.integers(3, 9, height) if dtype.is_integer() else rng.uniform(0, 1, height))
    kept = pl.when(pl.col("year").is_in(public)).then(pl.col(name))
    return kept.otherwise(noise.cast(dtype) if dtype != pl.Boolean else pl.Series(rng.random(height) < 0.5)).alias(name)


def test_the_poison_is_there(shipped, poisoned):
    one, two = (components_of(states("USA RUS CHN"), TODAY, a) for a in (shipped, poisoned))
    moved = {v.component for v, w in zip(one, two, strict=True) if v != w}
    assert {"rift", "reward", "exit_cost", "asymmetry", "threat"} <= moved


def test_poisoning_the_future_changes_nothing(shipped, poisoned, day):
    one, two = (components_of(states("USA RUS CHN", day), day, a) for a in (shipped, poisoned))
    assert one == two
    assert max(v.year for v in one if v.year) < day.year


def test_a_number_of_the_past_and_one_of_today_differ(shipped, day):
    then, now = (components_of(states("USA RUS CHN", d), d, shipped) for d in (day, TODAY))
    assert [replace(v, why="") for v in then] != [replace(v, why="") for v in now]


def test_what_persons_coded_is_refuted_only_by_cases_dated_after_the_coding():
    for component in COMPONENTS:
        assert ("only cases dated after the coding" in component.falsifier) is component.by_judgement


def test_the_measured_components_are_those_a_judgement_cannot_move():
    assert {c.key for c in COMPONENTS if not c.by_judgement} == MEASURED

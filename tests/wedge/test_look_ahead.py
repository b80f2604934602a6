"""Nothing of the future enters an answer: every later vote and figure poisoned, the answer stays the same."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tertius.alignment.leaving import ARMS_LAG
from tertius.alignment.replacement import PRODUCT_LAG
from tertius.atlas.build import _commit
from tertius.atlas.columns import DYADS, STATES, column
from tertius.atlas.store import MANIFEST, Atlas
from tertius.provenance import known_at
from tertius.wedge.assess import assess
from tertius.wedge.components.reference import _powers

DAYS = [date(1990, 1, 1), date(2016, 11, 1)]
QUESTION = ("USA", "RUS", "CHN")


@pytest.fixture(scope="module", params=DAYS, ids=str)
def day(request) -> date:
    return request.param


@pytest.fixture(scope="module")
def told(shipped, day) -> dict:
    return assess(*QUESTION, as_of=day, atlas=shipped).to_dict()


@pytest.fixture(scope="module")
def poisoned(shipped, day, tmp_path_factory) -> Atlas:
    """The shipped atlas with noise wherever a figure was not yet public on the day."""
    rng = np.random.default_rng(666)
    kept = ("rollcalls", "dyads", "states", "products", "stocks", "economies", "months")
    tables = {name: shipped.table(name).collect() for name in kept}
    poles = [2, 365, 710, 816]
    # Only the poles are asked about, among the powers; noise in a million rows of others would prove no more.
    powers = _powers(shipped, day)
    of_poles = pl.col("a").is_in(poles) | pl.col("b").is_in(poles)
    of_powers = pl.col("a").is_in(powers) & pl.col("b").is_in(powers)
    tables["dyads"] = tables["dyads"].filter(of_poles | of_powers)
    tables["states"] = tables["states"].filter(pl.col("state").is_in([*poles, *powers]))
    for name, figure, lag in (
        ("products", "flow", PRODUCT_LAG),
        ("stocks", "share", ARMS_LAG),
        ("economies", "gdp", PRODUCT_LAG),
    ):
        public = [y for y in range(1940, 2030) if known_at(y, lag) <= day]
        noise = pl.Series(rng.uniform(0, 1, tables[name].height))
        spoiled = pl.when(pl.col("year").is_in(public)).then(pl.col(figure)).otherwise(noise)
        tables[name] = tables[name].with_columns(spoiled.cast(tables[name][figure].dtype).alias(figure))
    for name, columns in (("dyads", DYADS), ("states", STATES)):
        tables[name] = tables[name].with_columns(_noise(c, tables[name].height, day, rng) for c in columns)
    tables["rollcalls"] = _later_votes_turned(tables["rollcalls"], day, rng)
    late = pl.col("month").dt.month_end() > day - timedelta(days=column("gdelt_score").lag_days)
    noise = pl.Series(rng.uniform(-9, 9, tables["months"].height))
    scores = [
        pl.when(late).then(noise).otherwise(pl.col(c)).cast(pl.Float32).alias(c) for c in ("gdelt_score", "icews_score")
    ]
    tables["months"] = tables["months"].with_columns(*scores)
    snapshots = shipped.manifest["snapshots"]
    folder = tmp_path_factory.mktemp("poisoned")
    _commit(tables, snapshots, folder)
    _carry_the_backtest(shipped, folder)
    return Atlas(folder)


def _carry_the_backtest(shipped: Atlas, folder: Path) -> None:
    """The record and the vintages as they were: each choice and each vintage knows its own origin, not the future."""
    kept = dict(shipped.manifest["backtest"])
    for part in ("record", "vintages"):
        shutil.copy(shipped.root / kept[part]["file"], folder)
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["backtest"] = kept | {"of": manifest["tables"]["rollcalls"]["sha256"]}
    (folder / MANIFEST).write_text(json.dumps(manifest))


def _noise(c, height: int, day: date, rng: np.random.Generator) -> pl.Expr:
    # Ideal points are one scale for all years: a release is known whole on its day, or not at all.
    released = c.name.startswith("ideal_point")
    public = [y for y in range(1940, 2030) if not released and known_at(y, c.lag_days) <= day]
    if c.dtype == pl.Boolean:
        noise = pl.Series(rng.random(height) < 0.5)
    elif c.dtype.is_integer():
        noise = pl.Series(rng.integers(3, 100, height))
    else:
        noise = pl.Series(rng.uniform(0, 1, height))
    return pl.when(pl.col("year").is_in(public)).then(pl.col(c.name)).otherwise(noise).cast(c.dtype).alias(c.name)


def _later_votes_turned(table: pl.DataFrame, day: date, rng: np.random.Generator) -> pl.DataFrame:
    later = table["known"] > day - timedelta(days=30)
    said = [c for c in table.columns if re.fullmatch(r"s\d+", c)]
    noise = [pl.Series(rng.integers(-1, 2, table.height), dtype=pl.Int8) for _ in said]
    turned = [pl.when(later).then(n).otherwise(pl.col(c)).alias(c) for c, n in zip(said, noise, strict=True)]
    return table.with_columns(*turned, pl.when(later).then(pl.lit(1)).otherwise("title").cast(pl.Int32).alias("title"))


def test_the_poison_is_there(shipped, poisoned):
    late = date(2026, 11, 22)
    one, two = (assess(*QUESTION, as_of=late, atlas=a).to_dict() for a in (shipped, poisoned))
    assert one["answer"] != two["answer"]
    assert one["triangle"]["ties"] != two["triangle"]["ties"]
    assert one["dependence"] != two["dependence"]


def test_poisoning_the_future_changes_nothing(told, poisoned, day):
    assert assess(*QUESTION, as_of=day, atlas=poisoned).to_dict() == told


def test_a_number_of_the_data_knows_nothing_of_the_future(shipped, poisoned, day):
    """Against Russia the terms had earned their place by 2016; in 1990 the model was the rate."""
    one, two = (assess("USA", "VNM", "RUS", as_of=day, horizon=3, atlas=a).to_dict() for a in (shipped, poisoned))
    assert one == two
    assert one["targets"][2]["rate"] is not None
    assert [a["kind"] for a in one["answers"]] == ["base_rate", "data", "judged"]
    assert bool(one["contributions"]) == (day.year == 2016)
    assert one["backtest"] == []


def test_no_figure_is_of_a_later_year(told, day):
    years = [w[end] for r in told["references"] for w in r["windows"] for end in ("start", "end")]
    years += [t["year"] for t in told["triangle"]["ties"]] + [d["year"] for d in told["dependence"]]
    listed = [c for c in told["coverage"] if c["indicator"].startswith("chronicle_")]
    years += [c[end] for c in told["coverage"] if c not in listed for end in ("first", "last")]
    # An act of the chronicle is known on its day, in the year that is asked about.
    assert max(c["last"] for c in listed) <= day.year
    years += [e["year"] for e in told["triangle"]["eras"]] + told["triangle"]["roles_from"]
    years += [told["record"][end] for end in ("first", "last")]
    assert years
    assert max(years) < day.year


def test_no_sentence_names_a_later_year(told, day):
    said = [told["explained"], told["warning"], told["question"]["target"], *told["caveats"]]
    said += [d["note"] for d in told["dependence"]] + told["triangle"]["contradictions"] + told["triangle"]["caveats"]
    named = {int(y) for text in said for y in re.findall(r"\b(?:1[89]|20)\d\d\b", text)}
    # Wu's ranking is of 1996: a method, not a fact of the world.
    assert max(named - {1996}) <= day.year, sorted(named)


def test_sources_compiled_later_are_owned_up_to(told, day):
    assert max(p["known_at"] for p in told["provenance"]) > day.isoformat()
    assert any(c.startswith("Asked of the past") for c in told["caveats"])


def test_no_ideal_points_before_a_release(told):
    assert "ideal_distance" not in {t["measure"] for t in told["triangle"]["ties"]}
    assert not any(p["id"].startswith("un_ideal_points") for p in told["provenance"])


def test_two_days_get_two_answers(shipped):
    one, two, now = (assess(*QUESTION, as_of=d, atlas=shipped).to_dict() for d in (*DAYS, date(2026, 11, 22)))
    for first, second in ((one, two), (two, now)):
        assert first["answer"]["probability"] != second["answer"]["probability"]
        assert first["references"] != second["references"]
        assert first["triangle"]["ties"] != second["triangle"]["ties"]
    # In 1990 Russia had never made the move; by 2016 its turn of 1987 to 1996 was on record.
    own = [r["references"][-1] for r in (one, two)]
    assert (own[0]["events"], own[1]["events"]) == (0, 5)
    assert {(w["start"], w["end"]) for w in own[1]["windows"]} == {(y, y + 5) for y in range(1987, 1992)}


def test_the_answer_does_not_read_the_clock(shipped, tmp_path):
    """Asked of a named day, the same atlas in another folder says the same to the letter."""
    folder = tmp_path / "elsewhere"
    shutil.copytree(shipped.root, folder)
    one, two = (json.dumps(assess(*QUESTION, as_of=DAYS[1], atlas=a).to_dict()) for a in (shipped, Atlas(folder)))
    assert one == two

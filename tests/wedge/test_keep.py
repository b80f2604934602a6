"""An answer on record: the question once, each number a forecast, and the figure that will judge it."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from tertius.errors import ImpossibleQuestion
from tertius.forecasting.targets import THRESHOLD, field
from tertius.ledger.entries import Forecast, Question
from tertius.ledger.net_move import net_move
from tertius.ledger.resolving import rule_on
from tertius.ledger.store import open_ledger
from tertius.wedge.assess import assess
from tertius.wedge.keep import HOLDERS, keep


@pytest.fixture(scope="module")
def today(shipped):
    return assess("USA", "RUS", "CHN", atlas=shipped)


@pytest.fixture
def ledger(database):
    return open_ledger(database)


def records(ledger, kind):
    return [e.record for e in ledger.entries() if isinstance(e.record, kind)]


def test_every_number_of_the_answer_is_a_forecast_once(today, ledger):
    keep(today, ledger)
    (asked,) = records(ledger, Question)
    said = {f.holder: f.p for f in records(ledger, Forecast)}
    assert set(said.values()) == {a.probability for a in today.answers}
    assert len(set(said.values())) == len(said)
    assert HOLDERS["base_rate"] in said
    assert asked.actors == ("USA", "RUS", "CHN")
    assert asked.resolver.table == "moves"
    assert asked.resolver.value == THRESHOLD
    assert asked.closes > today.question.as_of
    assert ledger.verify().whole


def test_the_same_answer_is_not_written_twice(today, ledger):
    first = keep(today, ledger)
    assert first
    assert keep(today, ledger) == ()
    assert len(records(ledger, Question)) == 1


def test_an_answer_with_hindsight_does_not_go_on_record(shipped, tmp_path):
    past = assess("USA", "RUS", "CHN", as_of=date(2016, 11, 1), atlas=shipped)
    with pytest.raises(ImpossibleQuestion, match="answer of today"):
        keep(past, open_ledger(tmp_path / "a.sqlite"))


def test_the_rule_waits_for_the_votes_and_then_shows_the_figure(today, ledger, shipped):
    keep(today, ledger)
    (asked,) = records(ledger, Question)
    assert rule_on(asked.resolver, shipped).outcome is None
    assert "not known yet" in rule_on(asked.resolver, shipped).text


@pytest.mark.parametrize("state", [365, 750, 666])
@pytest.mark.parametrize("start", [1987, 2000, 2014])
def test_the_figure_that_judges_is_the_one_that_was_forecast(shipped, state, start):
    found = field(shipped.final_rollcalls, 2, 710, horizon=5)
    wanted = found.net[found.states.index(state), found.years.index(start)]
    assert net_move(shipped, (2, 710), state, (start, start + 5)) == pytest.approx(
        float(wanted), abs=5e-4
    )  # kept to four digits


def test_a_rule_of_the_past_resolves_with_its_figure(shipped, today, ledger):
    from dataclasses import replace

    keep(today, ledger)
    (asked,) = records(ledger, Question)
    ruling = rule_on(replace(asked.resolver, minus_year=1988, year=1993), shipped)
    assert ruling.outcome is True
    assert "net move of RUS toward USA relative to CHN, 1988 to 1993" in ruling.text
    assert np.isfinite(float(ruling.text.split(" is ")[1].split(";")[0]))


def test_the_command_puts_todays_numbers_on_record(tertius):
    status, _, err = tertius("assess", "USA", "RUS", "CHN", "--keep")
    assert (status, err) == (0, "")
    status, out, _ = tertius("ledger", "list", "--json")
    assert status == 0
    assert "net move" in json.dumps(json.loads(out))

"""A question with a rule resolves itself once the atlas has its figures, and shows them."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.errors import ImpossibleQuestion, TertiusError, UnknownName
from tertius.ledger.entries import AtlasRule, Question
from tertius.ledger.resolving import SELF, read_rule, resolve_by_rule, rule_on
from tertius.ledger.store import open_ledger


def rule(**said) -> AtlasRule:
    given = {
        "table": "dyads",
        "column": "trade_share_a",
        "a": "USA",
        "b": "RUS",
        "year": 1980,
        "op": ">=",
        "value": 0.4,
    }
    return AtlasRule(**{**given, **said})


# In the tiny atlas a share of b is b's code / 1000 + (year - 1900) / 1000: .365 + .080 in 1980.
@pytest.mark.parametrize(
    ("said", "outcome", "shown"),
    [
        ({}, True, "trade_share_a of USA-RUS in 1980 is 0.445; 0.445 >= 0.4 is true"),
        ({"op": "<"}, False, "is false"),
        ({"a": "RUS", "b": "USA", "value": 0.082, "op": "<="}, True, "0.082"),
        ({"minus_year": 1975, "value": 0.004}, True, "a change of +0.005"),
        ({"column": "n_votes", "op": "==", "value": 2}, True, "2 == 2"),
        ({"column": "cow_defense", "op": "==", "value": 1}, True, "1 == 1"),
        ({"table": "states", "column": "trade_hhi", "b": None, "value": 9.0}, False, "trade_hhi of USA"),
    ],
)
def test_a_rule_says_what_the_figures_say(tiny_atlas, said, outcome, shown):
    found = rule_on(rule(**said), tiny_atlas)
    assert found.outcome is outcome
    assert shown in found.text


@pytest.mark.parametrize(
    ("said", "as_of", "why"),
    [
        ({"year": 2026, "column": "agreement"}, None, "not known yet"),
        ({}, date(1981, 1, 1), "public on 1981-12-31"),
        ({"year": 2016}, None, "covers 1946 to 2014"),
        ({"year": 2000}, None, "no figure"),
    ],
)
def test_what_is_not_known_stays_open(tiny_atlas, said, as_of, why):
    found = rule_on(rule(**said), tiny_atlas, as_of=as_of)
    assert found.outcome is None
    assert why in found.text


def test_a_question_resolves_itself_once_and_shows_the_figures(tiny_atlas, tmp_path):
    ledger = open_ledger(tmp_path / "a.sqlite")
    ledger.add(Question(text="more trade", closes=date(1980, 12, 31), resolver=rule()))
    ledger.add(Question(text="later", closes=date(2030, 12, 31), resolver=rule(year=2030)))
    ledger.add(Question(text="by hand", closes=date(1980, 12, 31)))
    (known, entry), (unknown, none) = resolve_by_rule(ledger, atlas=tiny_atlas)
    assert entry is not None
    assert entry.record.outcome == "yes"
    assert entry.record.by == SELF
    assert "0.445" in entry.record.evidence
    # The lag of COW's trade figures is a year.
    assert entry.record.resolved_on == date(1981, 12, 31)
    assert (known.outcome, unknown.outcome, none) == (True, None, None)
    assert [r.question for r, _ in resolve_by_rule(ledger, atlas=tiny_atlas)] == ["Q2"]


def test_a_rule_is_read_from_toml(tmp_path):
    path = tmp_path / "rule.toml"
    path.write_text(
        'table = "dyads"\ncolumn = "trade_share_a"\na = "USA"\nb = "RUS"\nyear = 1980\nop = ">="\nvalue = 0.4\n'
    )
    assert read_rule(path) == rule()


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"table": "rollcalls"}, UnknownName),
        ({"column": "trade_shar_a"}, UnknownName),
        ({"op": "=>"}, UnknownName),
        ({"a": "Narnia"}, UnknownName),
        ({"b": "USA"}, ImpossibleQuestion),
        ({"table": "states", "column": "trade_hhi"}, ImpossibleQuestion),
    ],
)
def test_a_rule_that_could_never_be_answered_is_refused(tmp_path, said, error):
    from dataclasses import asdict

    path = tmp_path / "rule.toml"
    values = {k: v for k, v in asdict(rule(**said)).items() if v is not None}
    path.write_text("\n".join(f"{k} = {v!r}" for k, v in values.items()))
    with pytest.raises(error):
        read_rule(path)


@pytest.mark.parametrize("content", ["table = ", "", "value = 'x'", "table = 'dyads'\nvalue = 1\ncolour = 2"])
def test_a_file_that_holds_no_rule_is_refused(tmp_path, content):
    path = tmp_path / "rule.toml"
    path.write_text(content)
    with pytest.raises(TertiusError):
        read_rule(path)
    with pytest.raises(TertiusError, match="cannot be read"):
        read_rule(tmp_path / "none.toml")

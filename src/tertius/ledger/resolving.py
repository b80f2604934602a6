"""Questions that resolve themselves: a figure of the atlas compared with a number, with the figure shown.

Nothing is guessed: where the atlas has no figure, the question stays open, and it is said why.
"""

from __future__ import annotations

import operator
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from tertius.atlas.columns import DYADS, STATES, AtlasColumn
from tertius.atlas.store import Atlas, open_atlas
from tertius.errors import ImpossibleQuestion, OutsideCoverage, TertiusError, UnknownName
from tertius.ledger.entries import AtlasRule, Entry, Question, Resolution
from tertius.ledger.net_move import closed_on, net_move
from tertius.ledger.store import Ledger
from tertius.states import find

__all__ = ["OPERATORS", "SELF", "Ruling", "read_rule", "refuse_rule", "resolve_by_rule", "rule_on", "ruled"]

OPERATORS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "==": operator.eq,
    "!=": operator.ne,
}

MOVES = "moves"

SELF = "rule over the atlas"
"""Who resolved a question that resolved itself."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says today.

    `outcome` is None while the figure is not known; `text` shows the figures or says what is missing;
    `known` is the day by which the last of the figures was public.
    """

    question: str
    outcome: bool | None
    text: str
    known: date | None

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        outcome = None if self.outcome is None else "yes" if self.outcome else "no"
        known = self.known.isoformat() if self.known else None
        return {"question": self.question, "outcome": outcome, "text": self.text, "known": known}


def read_rule(path: str | Path) -> AtlasRule:
    """A rule from a TOML file: table, column, a, b, year, op, value, and minus_year for a change.

    Raises
    ------
    TertiusError
        When the file cannot be read, or the rule could never be answered.
    """
    file = Path(path)
    try:
        said: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        said["value"] = float(said["value"])
        rule = AtlasRule(**said)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise TertiusError(f"the rule in {file.name} cannot be read", found=str(e), hint=_EXAMPLE) from None
    except (TypeError, KeyError, ValueError) as e:
        names = ", ".join(f.name for f in fields(AtlasRule))
        raise TertiusError(f"{file.name} is no rule over the atlas", found=str(e), hint=f"it says {names}") from None
    refuse_rule(rule)
    return rule


_EXAMPLE = 'table = "dyads", column = "agreement", a = "USA", b = "RUS", year = 2022, op = ">=", value = 0.3'


def refuse_rule(rule: AtlasRule) -> None:
    """Raise where a rule names what the atlas does not have, so that it could never be answered."""
    if rule.table == MOVES:
        _refuse_move(rule)
        return
    _column(rule)
    if rule.op not in OPERATORS:
        raise UnknownName("comparison", rule.op, OPERATORS)
    states = [find(name) for name in (rule.a, rule.b) if name is not None]
    if len({s.cow for s in states}) != (2 if rule.table == "dyads" else 1):
        wanted = "two states, a and b" if rule.table == "dyads" else "one state, a"
        raise ImpossibleQuestion(
            f"a rule over {rule.table} names {wanted}", found=", ".join(s.name for s in states), hint=_EXAMPLE
        )


def rule_on(rule: AtlasRule, atlas: Atlas, *, question: str = "", as_of: date | None = None) -> Ruling:
    """What a rule says of an atlas, with what was public on a day."""
    when = as_of or date.today()  # noqa: DTZ011 (a person's day)
    if rule.table == MOVES:
        return _move_on(rule, atlas, question, when)
    try:
        years = [rule.year] if rule.minus_year is None else [rule.year, rule.minus_year]
        figures = [_figure(rule, atlas, year, when) for year in years]
    except OutsideCoverage as e:
        return Ruling(question, None, f"{e.what}: {e.found}", None)
    value = figures[0] if rule.minus_year is None else figures[0] - figures[1]
    outcome = OPERATORS[rule.op](value, rule.value)
    column = _column(rule)
    who = f"{rule.a}-{rule.b}" if rule.b else rule.a
    shown = ", ".join(f"{column.name} of {who} in {y} is {f:.4g}" for y, f in zip(years, figures, strict=True))
    change = f", a change of {value:+.4g}" if rule.minus_year is not None else ""
    verdict = f"{value:.4g} {rule.op} {rule.value:g} is {'true' if outcome else 'false'}"
    said = f"{shown}{change}; {verdict} ({column.dataset}, atlas of {atlas.edition.isoformat()})"
    return Ruling(question, outcome, said, _public(column, max(years)))


def ruled(ledger: Ledger, *, atlas: Atlas | None = None, as_of: date | None = None) -> tuple[Ruling, ...]:
    """What the rule of every question that has one, and no answer yet, says today."""
    stands = atlas or open_atlas()
    with ledger.reading() as connection:
        rows = connection.execute(
            text(
                "SELECT seq FROM ledger_questions WHERE resolver IS NOT NULL "
                "AND 'Q' || seq NOT IN (SELECT target FROM ledger_withdrawals) "
                "AND 'Q' || seq NOT IN (SELECT question FROM ledger_resolutions WHERE 'R' || seq NOT IN "
                "(SELECT target FROM ledger_withdrawals)) ORDER BY seq"
            )
        ).scalars()
        names = [f"Q{seq}" for seq in rows]
    found: list[Ruling] = []
    for name in names:
        question = ledger.entry(name).record
        if isinstance(question, Question) and question.resolver:
            found.append(rule_on(question.resolver, stands, question=name, as_of=as_of))
    return tuple(found)


def resolve_by_rule(
    ledger: Ledger, *, atlas: Atlas | None = None, as_of: date | None = None
) -> tuple[tuple[Ruling, Entry | None], ...]:
    """Resolve every question whose rule has its figures; the others come back with what is missing.

    The day of the answer is the day its last figure was public: who forecast before that did not know it.
    """
    done: list[tuple[Ruling, Entry | None]] = []
    for ruling in ruled(ledger, atlas=atlas, as_of=as_of):
        entry = None
        if ruling.outcome is not None and ruling.known is not None:
            outcome = "yes" if ruling.outcome else "no"
            question = ledger.entry(ruling.question).record
            opens = question.opens if isinstance(question, Question) else None
            on = max(ruling.known, opens or ruling.known)  # asked of the past: answered as soon as asked
            entry = ledger.add(
                Resolution(question=ruling.question, outcome=outcome, resolved_on=on, by=SELF, evidence=ruling.text)
            )
        done.append((ruling, entry))
    return tuple(done)


def _refuse_move(rule: AtlasRule) -> None:
    if rule.op not in OPERATORS:
        raise UnknownName("comparison", rule.op, OPERATORS)
    named = [rule.a, rule.b, rule.c]
    states = [find(n) for n in named if n is not None]
    if rule.column != "agreement" or len({s.cow for s in states}) != 3 or (rule.minus_year or rule.year) >= rule.year:
        raise ImpossibleQuestion(
            "a rule over moves names three states, the column agreement, and a year after minus_year",
            found=f"{named}, {rule.column}, {rule.minus_year} to {rule.year}",
            hint='a = "USA", b = "RUS", c = "CHN", minus_year = 2025, year = 2030',
        )


def _move_on(rule: AtlasRule, atlas: Atlas, question: str, when: date) -> Ruling:
    """What a rule over a net move says: the figure is formed when the votes of the last session are public."""
    start, end, known = int(rule.minus_year or rule.year), rule.year, closed_on(rule.year)
    if known > when:
        return Ruling(question, None, f"not known yet: the votes of {end} are public on {known.isoformat()}", None)
    a, b, c = (find(str(n), on=start).cow for n in (rule.a, rule.b, rule.c))
    try:
        value = net_move(atlas, (a, c), b, (start, end))
    except OutsideCoverage as e:
        return Ruling(question, None, f"{e.what}: {e.found}", None)
    outcome = OPERATORS[rule.op](value, rule.value)
    said = (
        f"net move of {rule.b} toward {rule.a} relative to {rule.c}, {start} to {end}, is {value:.4g}; {value:.4g} "
        f"{rule.op} {rule.value:g} is {'true' if outcome else 'false'} (atlas of {atlas.edition.isoformat()})"
    )
    return Ruling(question, outcome, said, known)


def _column(rule: AtlasRule) -> AtlasColumn:
    tables = {"dyads": DYADS, "states": STATES}
    if rule.table not in tables:
        raise UnknownName("table of the atlas", rule.table, tables)
    named = {c.name: c for c in tables[rule.table]}
    if rule.column not in named:
        raise UnknownName(f"column of {rule.table}", rule.column, named)
    return named[rule.column]


def _public(column: AtlasColumn, year: int) -> date:
    return date(year, 12, 31) + timedelta(days=column.lag_days)


def _figure(rule: AtlasRule, atlas: Atlas, year: int, when: date) -> float:
    column = _column(rule)
    public = _public(column, year)
    if public > when:
        raise OutsideCoverage("not known yet", found=f"{column.name} of {year} is public on {public.isoformat()}")
    if not column.first <= year <= column.last:
        raise OutsideCoverage(
            "not in this atlas", found=f"{column.name} covers {column.first} to {column.last}, the rule asks of {year}"
        )
    a = find(rule.a, on=year).cow
    frame = atlas.state(a) if rule.b is None else atlas.dyad(a, find(rule.b, on=year).cow)
    row = frame.filter(frame["year"] == year)
    value = row[column.name][0] if row.height else None
    if value is None:
        raise OutsideCoverage(
            "the atlas has no figure", found=f"{column.name} of {year} is empty: {column.absent_means}"
        )
    # The atlas keeps seven digits; as they are printed, so they are compared.
    return float(f"{value:.7g}")

"""Rows and sentences of what stands behind the judged number, the same on every page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tertius.datasets.chronicle import covers
from tertius.present.names import capital
from tertius.present.numbers import day, decimal, percent, percent_apart, percent_range, share_of_draws, signed
from tertius.wedge.cases.near import NEAREST
from tertius.wedge.components.component import Component, Value
from tertius.wedge.evidence.evidence import SELECTION, Evidence, not_covered
from tertius.wedge.evidence.item import Item
from tertius.wedge.judged import Moved
from tertius.wedge.outlook.blowback import Blowback
from tertius.wedge.outlook.change import Change
from tertius.wedge.outlook.corners import Corner
from tertius.wedge.outlook.signposts import Signpost
from tertius.wedge.weighing import OWN, Weighing

__all__ = [
    "CASE_HEAD",
    "COMPONENT_HEAD",
    "CORNER_HEAD",
    "EVIDENCE_HEAD",
    "MEANING_HEAD",
    "MINUS",
    "SIGNPOST_HEAD",
    "STAKE_HEAD",
    "case_rows",
    "change_head",
    "change_rows",
    "component_rows",
    "corner_rows",
    "courses",
    "ended",
    "evidence_note",
    "evidence_rows",
    "judged_line",
    "meaning_rows",
    "none_told",
    "signpost_rows",
    "stake_rows",
]

COMPONENT_HEAD = ("component", "stands at", "adds", "90 %", "what is known")
MEANING_HEAD = (
    "component",
    "what it is, and from which work",
    "log odds a unit (scale), and why",
    "what would refute it",
)
EVIDENCE_HEAD = ("when", "what", "where to check it")
SIGNPOST_HEAD = ("what", "now", "tells something from", "next")
STAKE_HEAD = ("most exposed ally", "with A", "with B", "above A, below B")
CASE_HEAD = ("attempt", "ended", "what differed")
CORNER_HEAD = ("", "could", "would bring", "would cost", "last did so")

SHOWN = 5
"""Items of evidence on either side, and changes and signposts, that a page has room for."""

MINUS = "\u2212"


def judged_line(found: Weighing) -> str:
    """What moves the data's number to the judged one, and how far to trust it, in three sentences."""
    j = found.judged
    total = sum(m.log_odds for m in j.moved)
    unknown = ", ".join(f"{label[:1].lower()}{label[1:]}" for label in j.not_known)
    missing = f" Not known, and adding nothing: {unknown}." if unknown else ""
    n = len(j.moved) - len(j.not_known)
    return (
        f"From {percent(j.start)} {n} of {len(j.moved)} parts add {signed(total)} in log odds, which makes "
        f"{percent(j.probability)} ({percent_range(j.low, j.high)}) at the centre; the mean of the draws is "
        f"{percent(j.mean)}, since a few are large. What is measured alone makes it {percent(found.measured_alone)}. "
        f"The signs were fixed in advance; the sizes are judged, and no backtest supports them.{missing} "
        f"{found.robustness.explain()}"
    )


def component_rows(found: Weighing) -> list[tuple[str, str, str, str, str]]:
    """Each component: sign, value in standard units, what it adds in log odds, and from what; then judged evidence."""
    rows = [
        (
            f"{c.label} ({'+' if c.sign > 0 else MINUS})",
            "not known" if v.value is None else signed(v.value, 1),
            *_adds(m),
            f"{v.figure or v.why}{_by_whom(v)}{', below the bar' if v.status == 'below the bar' else ''}"
            f"{_beside(c, v)}",
        )
        for c, v, m in zip(found.definitions, found.components, found.judged.moved, strict=False)
    ]
    given = [
        (f"“{m.label}”", "", *_adds(m), f"evidence, as judged by {', '.join(r.people)}")
        for m, r in zip(found.judged.moved[len(found.definitions) :], found.evidence.ratios, strict=True)
    ]
    total = sum(m.log_odds for m in found.judged.moved)
    return [*rows, *given, ("together", "", signed(total), "", "log odds; each counts half, since they overlap")]


def _beside(c: Component, v: Value) -> str:
    """That persons judged what is measured, where they did: kept beside it."""
    given = sum(b.startswith("judgement:") for b in v.basis)
    if c.by_judgement or not given:
        return ""
    return f"; {given} {'judgement' if given == 1 else 'judgements'} kept beside the measure, moving nothing"


def _by_whom(v: Value) -> str:
    """Who the project's own judges are, where the value is theirs."""
    return ", by language models from memory" if v.counts and any(b.startswith(OWN) for b in v.basis) else ""


def meaning_rows(found: Weighing) -> list[tuple[str, str, str, str]]:
    """Each component: its sign, what it is and by whom, its effect with the reason for its size, and its falsifier."""
    return [
        (
            f"{c.label} ({'+' if c.sign > 0 else MINUS})",
            f"{c.definition} {c.source}",
            f"{signed(c.effect.mean)} ({decimal(c.effect.scale)}), {c.effect.source_class}. {c.effect.why}",
            c.falsifier,
        )
        for c in found.definitions
    ]


def _adds(m: Moved) -> tuple[str, str]:
    return (signed(m.log_odds), f"{signed(m.low, 1)} to {signed(m.high, 1)}") if m.counts else ("", "")


def evidence_rows(items: Sequence[Item], *, at_most: int = SHOWN) -> list[tuple[str, str, str]]:
    """The strongest items of one side: when, what, and the document to check it in."""
    return [(i.date or "no date", f"{i.text}{_told(i)}", i.source) for i in items[:at_most]]


def _told(i: Item) -> str:
    ratio = f" Likelihood ratio {decimal(math.exp(i.log_ratio))}." if i.log_ratio is not None else ""
    again = f" Told in {i.reprints + 1} places." if i.reprints else ""
    return f"{ratio}{again}"


def evidence_note(found: Evidence) -> str:
    """How many items there are on either side, and what their order says; which ties the chronicle is not of."""
    silence = not_covered(found.states, found.as_of)
    if not found.items:
        return " ".join(filter(None, (silence or SELECTION, *(f"{note}." for note in found.notes))))
    n, ratios = len(found.supporting), len(found.ratios)
    moving = f"{ratios} with a likelihood ratio, which alone move the number" if ratios else "none moves the number"
    kept = f" {'; '.join(found.notes)}." if found.notes else ""
    return (
        f"{n} {'item' if n == 1 else 'items'} for and {len(found.opposing)} against, {moving}. "
        f"{'They are in the order of severity times recency. ' if len(found.items) > 1 else ''}"
        f"The chronicle is a selection by the project: the counts compare nothing.{f' {silence}' if silence else ''}"
        f"{kept}"
    )


def none_told(found: Evidence) -> str:
    """What stands where one side has no item: that none is known, or that none could be."""
    a, b, c = (s.iso3 for s in found.states)
    if not found.items and not covers(a, b) and not covers(b, c):
        return "Not known: the chronicle is too thin on these three."
    return "Nothing known on this day."


def change_head(found: Sequence[Change]) -> tuple[str, str, str, str]:
    """The head over `change_rows`: from which number the differences are, and of what."""
    start = f"from {percent(found[0].from_probability)},\nwith judgements, to" if found else "it becomes"
    return ("if this is seen within a year", start, "centre less\ncentre, points", "90 %")


def change_rows(found: Sequence[Change], *, at_most: int = 2 * SHOWN) -> list[tuple[str, str, str, str]]:
    """The observations that would move it most: the number each would make, the difference in points and its 90 %."""
    return [
        (
            capital(c.observation),
            percent_apart(c.from_probability, c.to_probability, finest=1)[1],
            signed(100 * c.difference, 1),
            f"{signed(100 * c.low, 1)} to {signed(100 * c.high, 1)}",
        )
        for c in found[:at_most]
    ]


def signpost_rows(found: Sequence[Signpost], *, at_most: int = 2 * SHOWN) -> list[tuple[str, str, str, str]]:
    """What to watch, where it stands, from where it tells something, and the next day to look."""
    return [
        (s.what, s.now, f"{s.threshold} ({s.way or s.points})", day(s.next_day) if s.next_day else "any day")
        for s in found[:at_most]
    ]


def stake_rows(found: Blowback, *, at_most: int = SHOWN) -> list[tuple[str, str, str, str]]:
    """A's allies most surely above the average tie with A and below it with B: both ties, and the share of draws."""
    most = sorted(found.allies, key=lambda t: -t.exposed)[:at_most]
    return [
        (t.name, signed(t.tie_a[0], 1), signed(t.tie_b[0], 1), f"{share_of_draws(t.exposed)} of draws") for t in most
    ]


def courses(found: Corner) -> str:
    """What a corner could do, as the end of a sentence."""
    named = [o.what for o in found.options]
    return f"{'; '.join(named[:-1])}; or {named[-1]}" if len(named) > 1 else named[0]


def corner_rows(found: Weighing) -> list[tuple[str, str, str, str, str]]:
    """What each corner could do, what that would bring and cost, and when it last did so."""
    return [
        (c.name if k == 0 else "", f"{o.name}: {o.what}", o.brings, o.costs, o.precedent)
        for c in found.corners
        for k, o in enumerate(c.options)
    ]


def ended(outcome: str, degree: str | None) -> str:
    """How a case ended, and how far: "detach (disputed)"."""
    return outcome if degree in {"none", None, outcome} else f"{outcome} ({degree})"


def case_rows(found: Weighing) -> list[tuple[str, str, str]]:
    """The nearest cases: who tried to part whom when, how it ended, and what differed."""
    return [
        (
            f"{c.divider}: {c.target} from {c.partner}, {c.years}",
            ended(c.outcome, c.degree),
            f"{'; '.join(c.differed) or 'nothing that is compared'}{' [from memory]' if c.memory_only else ''}",
        )
        for c in found.cases.cases[:NEAREST]
    ]

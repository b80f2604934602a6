"""The sentences and rows that both pages share, so that terminal and file say the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import date

from tertius.alignment.dependence import Exposure
from tertius.alignment.series import Series
from tertius.alignment.ties import Ties
from tertius.forecasting.backtest.record import MethodScore, TargetRecord
from tertius.forecasting.base_rate import Record
from tertius.forecasting.reference import FIRM, ReferenceClass, episodes
from tertius.present.names import called_on, capital, possessive, the
from tertius.present.numbers import count, decimal, dollars, percent, percent_range, recorded, share_of_draws, signed
from tertius.present.words import ICD203
from tertius.provenance import Provenance
from tertius.states import State
from tertius.triangle.roles import Era, Roles
from tertius.triangle.triangle import Triangle
from tertius.wedge.answer import Assessment

__all__ = [
    "COMPANION_HEAD",
    "backtest_line",
    "companion_line",
    "companion_rows",
    "concentration_line",
    "contradictions",
    "data_line",
    "episode_list",
    "exposure_notes",
    "exposure_table",
    "headline",
    "in_words",
    "indicator_note",
    "neutral_line",
    "number_rows",
    "record_line",
    "reference_rows",
    "role_rows",
    "scale_note",
    "shapes_through_time",
    "source_notes",
    "tie_cell",
    "tie_rows",
    "windows_rule",
]


COMPANION_HEAD = ("", "base rate, recent years weighing more", "what counts, and what it sees", "what it cannot see")


def headline(found: Assessment) -> str:
    """The number, its interval and its words, and how far the reference classes lie apart."""
    a = found.answer
    rates = [r.rate for r in found.references if r.rate is not None]
    apart = f"; reference classes from {percent(min(rates))} to {percent(max(rates))}" if rates else ""
    return f"{percent(a.probability)} ({percent_range(a.low, a.high)}), {a.words} ({a.scale}){apart}"


def in_words(found: Assessment) -> str:
    """The words of the answer with its number: "Almost no chance: 3 %"."""
    return f"{capital(found.answer.words)}: {percent(found.answer.probability)}"


def reference_rows(found: Assessment) -> list[tuple[str, str, str, str]]:
    """Name, rate, 90 % interval and counts of every reference; "no change" last."""
    rows = [
        (
            _named(r, found),
            percent(r.rate),
            percent_range(r.low, r.high),
            f"{count(r.events)} of {count(r.n)}" if r.n else "none yet",
        )
        for r in found.references
    ]
    return [*rows, ("no change", percent(0.0), "", "")]


def _named(r: ReferenceClass, found: Assessment) -> str:
    return f"{possessive(found.question.b.name)} own history" if r is found.references[-1] else r.name


def number_rows(found: Assessment) -> list[tuple[str, str, str, str]]:
    """Every number offered, side by side: its kind, value, 90 % interval and words."""
    kinds = {
        "base_rate": "base rate, the same for every B",
        "data": "data alone, for this B",
        "judged": "with judgements, untested",
    }
    rows = [(kinds[a.kind], percent(a.probability), percent_range(a.low, a.high), a.words) for a in found.answers]
    return [*rows, *((f"{n.kind} alone: not offered", "", "", "") for n in found.not_offered)]


def data_line(found: Assessment) -> str:
    """What moved the data's number away from the base rate, or why there is none, in a sentence."""
    if found.not_offered:
        return " ".join(f"No number from the {n.kind} alone: {n.why}." for n in found.not_offered)
    data = found.data
    if data is None or not data.terms:
        return "No term had earned its place for this question, so the data's number is the base rate."
    parts = ", ".join(f"{c.term} {signed(c.log_odds)}" for c in data.contributions)
    total = sum(c.log_odds for c in data.contributions)
    return f"From the base rate to the data's number, in log odds: {parts}; together {signed(total)}."


def companion_rows(found: Assessment) -> list[tuple[str, str, str, str]]:
    """T1b, T1c and T3: base rate with interval and counts, what each sees, what it cannot."""
    rows: list[tuple[str, str, str, str]] = []
    for c in found.companions:
        rate = (
            f"{percent(c.rate.probability)} ({percent_range(c.rate.low, c.rate.high)}), "
            f"unweighted {count(c.rate.events)} of {count(c.rate.n)} windows that start by {c.rate.last_start}"
            if c.rate
            else f"not known: {c.why}"
        )
        caught = f" Caught {c.caught}." if c.caught else ""
        asked = "" if c.asked else " The model was not asked of history: unscored."
        rows.append((c.target, rate, f"{c.counts}. Sees {c.sees}.{caught}{asked}", c.blind))
    return rows


def companion_line(found: Assessment) -> str:
    """How T1c did when asked of history, in a sentence; empty where it has no record."""
    records = next(c.asked for c in found.companions if c.target == "T1c")
    if not records:
        return ""

    def both(value: Callable[[TargetRecord], str]) -> str:
        return " and ".join(map(value, records))

    first = records[0]
    beaten = " Position alone beat the model." if all(r.position_beats_model for r in records) else ""
    return (
        f"T1c asked of history, origins {_years(first.first, first.last)}, same votes and disjoint halves: "
        f"Brier score of its base rate {both(lambda r: decimal(r.references['recency'], 4))}, of the long-run rate "
        f"{both(lambda r: decimal(r.references['long_run'], 4))}; skill over the base rate of the model "
        f"{both(_skill_of_model)}, of position alone {both(lambda r: _skill_of(r.position))}.{beaten}"
    )


def _skill_of_model(r: TargetRecord) -> str:
    """The model's skill, or that no term earned its place and there is none."""
    return "none, as it is the rate" if r.is_the_rate else _skill_of(r.model)


def _skill_of(m: MethodScore) -> str:
    return f"{signed(m.skill)} ({signed(m.skill_low)} to {signed(m.skill_high)})"


def backtest_line(found: Assessment) -> str:
    """How the data's number scored against each reference; empty where it has no record yet."""
    records = [] if found.data is None else [r for r in (found.data.record, found.data.disjoint) if r is not None]
    said: list[str] = []
    for r in records:
        names = {"recency": "base rate", "long_run": "long-run rate", "no_change": "no change"}
        names |= {"random_walk": "random walk", "position": "position alone"}
        against = ", ".join(
            f"{names[k]} {decimal(v, 4)}" for k, v in r.references.items() if not (r.is_the_rate and k == "recency")
        )
        votes = "same votes" if r.votes == "same" else "disjoint halves of the votes"
        skill = "the model is the base rate" if r.is_the_rate else f"skill over the base rate {_skill_of(r.model)}"
        said.append(f"{votes}: Brier score {decimal(r.brier, 4)}; {against}; {skill}")
    if not said:
        return ""
    first = records[0]
    return (
        f"Asked of history, origins {_years(first.first, first.last)}, {count(first.n)} forecasts of which "
        f"{count(first.events)} came, lower is better. With {'. With '.join(said)}. More: tertius backtest."
    )


def record_line(found: Assessment) -> str:
    """How the method scored when asked of history, beside two simpler ones."""
    r = found.record
    if r is None:
        return "No forecast of this kind can be scored yet: none had come due."
    return (
        f"Asked {'each year ' if r.first < r.last else 'in '}{_years(r.first, r.last)} of every state ({count(r.n)} "
        f"forecasts, {count(r.events)} moves), mean "
        f"Brier score, lower is better: this rate {decimal(r.recency, 4)}, long-run rate {decimal(r.long_run, 4)}, "
        f"no change {decimal(r.no_change, 4)}. {_verdict(r)}"
    )


def _years(first: int, last: int) -> str:
    return f"{first}–{last}" if first < last else str(first)


def _verdict(r: Record) -> str:
    """Whether the rate given was worth more than the simpler two, in words."""
    beaten = [n for n, score in (("the long-run rate", r.long_run), ("no change", r.no_change)) if r.recency < score]
    if len(beaten) == 2:
        return "It beat both."
    return f"It beat {beaten[0]} only." if beaten else "It beat neither."


def episode_list(
    reference: ReferenceClass, firm: ReferenceClass | None = None, *, named: bool = True, on: date | None = None
) -> str:
    """The windows that counted, gathered by state: name, first start to last end, windows, largest move.

    States are named as on the day `on`. With `firm`, episodes none of whose windows is in it come
    last, marked with a dagger.
    """
    solid = {(w.state, w.start) for w in firm.windows} if firm is not None else None
    firmly: list[str] = []
    thinly: list[str] = []
    for e in episodes(reference.windows):
        times = f"{e.windows} windows, " if e.windows > 1 else ""
        said = f"{f'{called_on(e.state, on).name} ' if named else ''}{e.first}–{e.last} ({times}{signed(e.largest)})"
        thin = solid is not None and not any((e.state, start) in solid for start in e.starts)
        (thinly if thin else firmly).append(f"{said}†" if thin else said)
    return "; ".join(firmly + thinly) or "none"


def tie_cell(series: Series) -> str:
    """The newest value with its interval, or that nothing was observed."""
    if series.last is None:
        return "not covered"
    value, low, high = series.at(series.last)
    digits = series.indicator.digits
    span = f" ({decimal(low, digits)} to {decimal(high, digits)})" if math.isfinite(low) else ""
    return f"{decimal(value, digits)}{span}"


def tie_rows(ties: Iterable[Ties]) -> list[tuple[str, ...]]:
    """One row an indicator: its label, the newest value of each pair, and the newest year.

    A value that is older than that year carries its own.
    """
    columns = tuple(ties)
    rows: list[tuple[str, ...]] = []
    for at, first in enumerate(columns[0].series):
        years = [last for t in columns if (last := t.series[at].last) is not None]
        if years:
            newest = max(years)
            cells = [
                f"{tie_cell(t.series[at])}{f', {last}' if (last := t.series[at].last) not in {None, newest} else ''}"
                for t in columns
            ]
            rows.append((first.indicator.label, *cells, str(newest)))
    return rows


def role_rows(roles: Roles, states: Iterable[State]) -> list[tuple[str, str, float]]:
    """State, role and probability of every role above one per cent, state by state, likeliest first."""
    return [
        (state.name, r.role, r.probability)
        for state in states
        for r in sorted(roles.roles, key=lambda r: -r.probability)
        if r.state == state.cow and r.probability >= 0.01
    ]


def exposure_table(exposures: Iterable[Exposure], on: date) -> tuple[list[str], list[list[str]]]:
    """Head and rows: one row a figure, one column for each who-on-whom, every cell with its year."""
    found = list(exposures)
    columns = list(dict.fromkeys((e.of, e.on) for e in found if e.on is not None))
    rows = [
        [label, *(next((_amount(e) for e in found if (e.label, e.of, e.on) == (label, *who)), "") for who in columns)]
        for label in dict.fromkeys(e.label for e in found if e.on is not None)
    ]
    return ["", *(f"{called_on(of, on).name} on {called_on(str(whom), on).name}" for of, whom in columns)], rows


def concentration_line(exposures: Iterable[Exposure], on: date) -> str:
    """How concentrated the state's own partners are, in one sentence; empty where nothing is known."""
    own = [e for e in exposures if e.on is None]
    if not own:
        return ""
    parts = ", ".join(f"{e.label} {decimal(e.value)} in {e.year}" for e in own)
    return f"{called_on(own[0].of, on).name}: {parts} (0 many equal partners, 1 a single one)."


def _amount(e: Exposure) -> str:
    if e.unit == "share":
        return f"{recorded(e.value)} ({e.year})"
    if e.unit == "US$ billion":
        return f"{dollars(e.value * 1000)} ({e.year})"
    return f"{signed(e.value)} ({e.year})"


def scale_note() -> str:
    """Where the words come from."""
    return f"Words by {ICD203.name}: {ICD203.source}."


def source_notes(found: Provenance) -> list[str]:
    """Each source once: how its producer wants it cited, version, licence."""
    notes = (
        f"{s.source.citation} Version: {s.source.version}. Terms: {s.source.licence.name}." for s in found.snapshots
    )
    return list(dict.fromkeys(notes))


def exposure_notes(exposures: Iterable[Exposure]) -> list[str]:
    """The doubts of the figures of dependence, each once."""
    doubts = dict.fromkeys(f"{capital(e.note)}." for e in exposures if e.note)
    return ["Shares are of the first one's goods trade or arms imports, the year in brackets.", *doubts]


def windows_rule(found: Assessment) -> str:
    """When a window counts, in words."""
    q = found.question
    return (
        f"A window counts when the three-year mean of agreement with {the(q.a.name)} less agreement with "
        f"{the(q.c.name)} rises, over {q.ahead}, by 0.15 more than the median state's; in brackets the largest such "
        f"rise. † fewer than {FIRM} shared votes in some session: one vote moves much."
    )


def indicator_note() -> str:
    """What the bare numbers of the table of ties mean."""
    return (
        "Treaties: kinds of obligation in force, 0 to 5. Alliances: 3 defence, 2 neutrality or non-aggression, "
        "1 entente. "
        "Disputes: 0 none, 3 force shown, 4 used, 5 war. Sanctions: cases in force by either against the other; "
        "the components of the judged number count one side's only. Relations (of China only): −3 "
        "confrontation to 2 friendship. Trade: mean of the two shares."
    )


def shapes_through_time(found: Triangle) -> str:
    """The likeliest shape of the triangle every ten years and in the newest session, and who disputes it."""
    shown = [e for e in found.eras if e.year % 10 == 5 or e is found.eras[-1]]
    if not shown:
        return "No session in which all three roles can be read."
    said = "; ".join(f"{e.year} {e.shape} {share_of_draws(e.probability)}{_disputed(found, e)}" for e in shown)
    return f"Session by session, by votes alone: {said}."


def _disputed(found: Triangle, era: Era) -> str:
    """A note where another indicator holds a pair that votes married to be apart."""
    for tie in found.ties:
        relations = tie.one("relations")
        value = relations.at(era.year)[0]
        if (
            era.shape.startswith(f"{tie.pair} ")
            and math.isfinite(value)
            and relations.indicator.verdict(value) == "apart"
        ):
            return f" (Tsinghua has the two at {signed(value, 0)})"
    return ""


def neutral_line(roles: Roles) -> str:
    """How often a tie is so near zero that the role it decides hangs by a thread."""
    said = f"In {share_of_draws(roles.neutral_share)} of draws some tie is neutral, within 0.1 of zero"
    return f"{said}: read these roles as undecided." if roles.neutral_share > 0.5 else f"{said}."


def _takes_sides(series: Series) -> bool:
    """Whether the indicator can be one side of a contradiction; the latent tie is made of the others and cannot."""
    return series.verdict is not None and series.indicator.key != "latent"


def contradictions(found: Triangle) -> list[str]:
    """A sentence for each pair whose indicators, or parts of whose latent tie, part ways; else that none do."""
    if apart := [*found.contradictions, *found.disagreements]:
        return apart
    spoken = [s.last for t in found.ties for s in t.series if _takes_sides(s) and s.last is not None]
    if not spoken:
        return []
    span = _years(min(spoken), max(spoken))
    parts = "" if any(t.parts for t in found.ties) else " The parts of the latent tie are not known on that day."
    return [
        "Compared are the signs: none of the indicators that call a tie close or apart contradicts another here "
        f"(newest values {span}).{parts}"
    ]

"""The answer as one page of the terminal, a hundred columns wide, plain when piped."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from tertius.alignment.series import Series
from tertius.alignment.ties import Ties
from tertius.present.numbers import count, day, share_of_draws, years
from tertius.present.terminal import WIDTH, bar, console, heading, notes, paragraph, sparkline, table, title
from tertius.report.latent import PART_HEAD, band_rows, latent_line, part_rows
from tertius.report.lines import (
    COMPANION_HEAD,
    backtest_line,
    companion_line,
    companion_rows,
    concentration_line,
    contradictions,
    data_line,
    episode_list,
    exposure_notes,
    exposure_table,
    headline,
    indicator_note,
    neutral_line,
    number_rows,
    record_line,
    reference_rows,
    role_rows,
    scale_note,
    shapes_through_time,
    source_notes,
    tie_rows,
    windows_rule,
)
from tertius.report.weighed_terminal import print_outlook, print_weighed
from tertius.triangle.triangle import Triangle
from tertius.wedge.answer import Assessment

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_assessment", "print_inventory", "print_record", "print_ties", "print_triangle"]

LEFT = 2


def print_assessment(found: Assessment, *, to: Console | None = None) -> None:
    """Question, number, what is too old; then the references, the triangle, dependence, coverage, notes."""
    out = to or console()
    q = found.question
    when = f"{day(q.as_of)}, {q.ahead} ahead"
    out.print(_head(q.text, when))
    out.print(headline(found), style="strong")
    if found.out_of_reach:
        out.print(paragraph(found.out_of_reach))
    if found.warning:
        out.print(paragraph(found.warning))
    out.print("─" * WIDTH, style="quiet")
    out.print(paragraph(found.explain()))
    out.print()
    out.print(heading("The numbers side by side"))
    out.print(table(("", "probability", "90 %", "words"), number_rows(found), numeric=(1, 2)))
    out.print(paragraph(data_line(found)))
    if line := backtest_line(found):
        out.print(paragraph(line))
    out.print()
    print_weighed(found.weighed, out)
    out.print()
    out.print(heading("What it is compared with"))
    out.print(
        table(("reference class", "rate", "90 %", "windows that counted"), reference_rows(found), numeric=(1, 2, 3))
    )
    out.print(paragraph(record_line(found)))
    out.print()
    out.print(heading("The question put three ways"))
    out.print(table(COMPANION_HEAD, companion_rows(found)))
    if line := companion_line(found):
        out.print(paragraph(line))
    out.print()
    print_outlook(found.weighed, out)
    out.print()
    first = found.references[0]
    out.print(heading(f"The windows that counted, {first.name}"))
    out.print(paragraph(f"{windows_rule(found)} {episode_list(first, found.references[1], on=q.as_of)}."))
    own = found.references[-1]
    out.print(paragraph(f"{q.b.name} itself: {episode_list(own, named=False)}."))
    out.print()
    _triangle(found.triangle, out)
    out.print()
    out.print(heading("Who needs whom"))
    head, rows = exposure_table(found.dependence, found.question.as_of)
    broken = [words.replace(" on ", " on\n") for words in head]
    out.print(table(broken, rows, numeric=tuple(range(1, len(head)))))
    if line := concentration_line(found.dependence, found.question.as_of):
        out.print(paragraph(line))
    for doubt in exposure_notes(found.dependence):
        out.print(paragraph(doubt, indent=LEFT))
    out.print()
    _coverage(found, out)
    out.print()
    out.print(heading("Caveats"))
    out.print(notes([*found.caveats, scale_note()]))
    out.print()
    out.print(heading("Sources"))
    out.print(notes(source_notes(found.provenance)))


def print_triangle(found: Triangle, *, to: Console | None = None) -> None:
    """The three ties, the roles, and the shapes the triangle has had."""
    out = to or console()
    a, b, c = (s.name for s in found.states)
    out.print(title(f"{a}, {b}, {c}", f"as of {day(found.as_of)}"))
    out.print(paragraph(found.explain()))
    out.print()
    _triangle(found, out)
    out.print()
    out.print(heading("Caveats"))
    out.print(notes(found.caveats))
    out.print()
    out.print(heading("Sources"))
    out.print(notes(source_notes(found.provenance)))


def print_ties(found: Ties, *, to: Console | None = None) -> None:
    """Every indicator of one pair: newest value and the line through time."""
    out = to or console()
    out.print(title(found.pair, f"as of {day(found.as_of)}"))
    first = min((s.first for s in found.series if s.first is not None), default=found.as_of.year)
    rows = [
        (s.indicator.label, f"{cell} {s.last}", _line(s, first, found.as_of.year))
        for s, (_, cell, _) in zip([s for s in found.series if s.last is not None], tie_rows([found]), strict=True)
    ]
    rows += band_rows(found.one("latent"), first, found.as_of.year)
    out.print(table(("indicator", "newest", f"{first} to {found.as_of.year}"), rows))
    if found.parts:
        out.print()
        out.print(heading("What each part of the latent tie says alone"))
        out.print(table(PART_HEAD, part_rows(found.parts), numeric=(1, 2, 3)))
        if parted := found.disagreement():
            out.print(paragraph(parted))
    if said := found.contradiction():
        out.print()
        out.print(paragraph(said))
    out.print()
    out.print(notes([*(f"{s.indicator.label}: {s.indicator.about}." for s in found.series if s.last), *found.caveats]))
    out.print()
    out.print(heading("Sources"))
    out.print(notes(source_notes(found.provenance)))


def print_record(record: Mapping[str, object], *, to: Console | None = None) -> None:
    """One thing's properties, a line each; what is empty is left out."""
    out = to or console()
    rows = [(key.replace("_", " "), _said(value)) for key, value in record.items() if value not in (None, "", [], ())]
    out.print(table(("", ""), rows))


def print_inventory(found: Sequence[Mapping[str, Any]], *, to: Console | None = None) -> None:
    """The datasets: key, years, terms, whether the atlas uses it and its files are here."""
    out = to or console()
    rows = [
        (
            d["key"],
            f"{d['first_year']}–{d['last_year']}",
            d["version"],
            "in the atlas" if d["in_atlas"] else "",
            "here" if d["here"] == d["files"] else ("by hand" if d["by_hand"] else "pull"),
            d["licence"],
        )
        for d in found
    ]
    out.print(table(("dataset", "years", "version", "", "files", "terms"), rows))


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(str(v) for v in cast("Sequence[object]", value))
    return str(value)


def _head(words: str, aside: str) -> str:
    room = WIDTH - len(words) - len(aside)
    return f"{words}{' ' * room}{aside}" if room >= 2 else f"{words} ({aside})"


def _triangle(found: Triangle, out: Console) -> None:
    out.print(heading("The triangle"))
    pairs = tuple(t.pair for t in found.ties)
    out.print(table(("newest, 90 % interval", *pairs, "year"), tie_rows(found.ties)))
    out.print(paragraph(indicator_note()))
    out.print()
    first = 1946
    room = max(len(t.pair) for t in found.ties) + LEFT
    for t in found.ties:
        line = _line(t.one("kappa"), first, found.as_of.year)
        out.print(f"{t.pair:<{room}}{line}  kappa, {first} to {found.as_of.year}")
    for sentence in contradictions(found):
        out.print(paragraph(sentence))
    out.print()
    out.print(heading("Who is who"))
    _roles_by_votes(found, out)
    if found.latent is not None:
        rows = [
            (state, role, share_of_draws(p), bar(p, 24)) for state, role, p in role_rows(found.latent, found.states)
        ]
        out.print()
        out.print(table((f"by latent ties, {found.latent.last}", "role", "probability", ""), rows, numeric=(2,)))
        out.print(paragraph(latent_line(found.latent)))


def _roles_by_votes(found: Triangle, out: Console) -> None:
    if found.roles is None:
        out.print(paragraph(" ".join(filter(None, (found.why_no_roles, shapes_through_time(found))))))
        return
    rows = [(state, role, share_of_draws(p), bar(p, 24)) for state, role, p in role_rows(found.roles, found.states)]
    out.print(table(("by votes", "role", "probability", ""), rows, numeric=(2,)))
    votes = " to ".join(count(n) for n in sorted({min(found.roles.n_votes), max(found.roles.n_votes)}))
    out.print(
        paragraph(
            f"Votes of {found.roles.first}–{found.roles.last}: {votes} a pair under {count(found.roles.n_titles)} "
            f"titles. {neutral_line(found.roles)}"
        )
    )
    out.print(paragraph(" ".join(filter(None, (found.why_no_roles, shapes_through_time(found))))))


def _line(series: Series, first: int, last: int) -> str:
    """A sparkline of two-year steps, on the indicator's own ends."""
    low, high = (-1.0, 1.0) if series.indicator.key in {"kappa", "s"} else (None, None)
    values: list[float | None] = []
    for year in range(first, last + 1, 2):
        seen = [v for v in (series.at(year)[0], series.at(year + 1)[0]) if math.isfinite(v)]
        values.append(sum(seen) / len(seen) if seen else None)
    return sparkline(values, low=low, high=high)


def _coverage(found: Assessment, out: Console) -> None:
    out.print(heading("What the data cover"))
    rows = [
        (c.label, f"{c.first}–{c.last}", years(c.age_years), "too old to speak of the day of asking" if c.stale else "")
        for c in found.coverage
    ]
    out.print(table(("indicator", "years", "age", ""), rows, numeric=(2,)))

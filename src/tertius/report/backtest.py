"""The backtest as a page of the terminal and as a file: what was asked of history, and how it scored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tertius.forecasting.backtest.chart import reliability_spec, triad_spec
from tertius.forecasting.backtest.record import Backtest, TriadForecast
from tertius.present.numbers import count, decimal, percent
from tertius.present.page import page, save, text
from tertius.present.terminal import console, heading, notes, paragraph, table, title
from tertius.present.vega import bundle, figure
from tertius.report.backtest_rows import (
    BRIER_HEAD,
    EARNED_HEAD,
    ERA_HEAD,
    MOVE_HEAD,
    SKILL_HEAD,
    TRIAD_HEAD,
    brier_rows,
    earned_rows,
    era_rows,
    how_it_was_done,
    model_line,
    move_rows,
    position_line,
    skill_rows,
    target_name,
    triad_rows,
)
from tertius.states import find

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["backtest_page", "print_backtest", "write_backtest"]

QUESTION = "Asked of history, how would this method have done?"
POLES = "A is the United States throughout; C stands in its column, and the line of ideal points has none."
SIGNS = "Plus is a move toward A, minus away from it; halves are the disjoint halves of the votes."


def print_backtest(found: Backtest, *, to: Console | None = None) -> None:
    """The finding, then the scores against simpler forecasts, by era, term by term, and the first triad."""
    out = to or console()
    out.print(title(QUESTION, f"origins {found.settings['first']}–{found.settings['last']}"))
    out.print(paragraph(found.explain()), style="strong")
    out.print(paragraph(model_line(found)))
    out.print()
    out.print(heading("Brier scores, lower is better"))
    out.print(table(BRIER_HEAD, _short(brier_rows(found)), numeric=tuple(range(4, len(BRIER_HEAD)))))
    out.print()
    out.print(heading("Skill over the recency-weighted rate"))
    out.print(table(SKILL_HEAD, _short(skill_rows(found)), numeric=tuple(range(4, len(SKILL_HEAD)))))
    if line := position_line(found):
        out.print(paragraph(line))
    out.print()
    out.print(heading("The model's skill by era, disjoint halves"))
    out.print(table(ERA_HEAD, _short(era_rows(found)), numeric=tuple(range(3, len(ERA_HEAD)))))
    out.print()
    out.print(heading("What each term earned of the log score, thousandths of a nat"))
    out.print(table(EARNED_HEAD, _short(earned_rows(found)), numeric=(5,)))
    out.print()
    out.print(heading("The size of the move, CRPS, lower is better"))
    broken = [name.replace("long run", "long\nrun").replace("forecasts", "fore-\ncasts") for name in MOVE_HEAD]
    out.print(table(broken, _short(move_rows(found)), numeric=tuple(range(4, len(MOVE_HEAD)))))
    out.print()
    out.print(heading("The first triad, every fifth origin (all of them: --html)"))
    shown = [r for r in found.triad if r.origin % 5 == 3 and r.target.endswith("toward")]
    out.print(table(TRIAD_HEAD, _short(triad_rows(shown)), numeric=(2, 3, 4, 5, 6, 7)))
    out.print()
    out.print(notes([f"{SIGNS} {POLES}", *how_it_was_done(found)]))


def backtest_page(found: Backtest) -> str:
    """The whole record as one HTML page, with reliability diagrams and every forecast of the first triad."""
    n = sum(t.n for t in found.targets)
    parts = [
        f'<header class="masthead"><h1>{text(QUESTION)}</h1>'
        f'<p class="asof">{text(count(n))} forecasts, origins {found.settings["first"]}–{found.settings["last"]}</p>'
        "</header>",
        f'<p class="{"warning" if found.suspected_leakage else "wide"}">{text(found.explain())}</p>',
        f"<p>{text(model_line(found))}</p>",
        _reliability(found),
        _section("Brier scores, lower is better", BRIER_HEAD, brier_rows(found), 4),
        _section("Skill over the recency-weighted rate", SKILL_HEAD, skill_rows(found), 4),
        f"<p>{text(position_line(found))}</p>",
        _section("The model's skill by era, disjoint halves of the votes", ERA_HEAD, era_rows(found), 3),
        _section(
            "What each term earned of the rate's log score, in thousandths of a nat", EARNED_HEAD, earned_rows(found), 5
        ),
        _section("The size of the move, CRPS in the unit of the move, lower is better", MOVE_HEAD, move_rows(found), 4),
        _triad(found),
        '<section class="notes"><h2>How it was done</h2><ol class="listing">'
        + "".join(f"<li>{text(note)}</li>" for note in (POLES, *how_it_was_done(found)))
        + "</ol></section>",
    ]
    return page(QUESTION, "".join(parts), scripts=bundle())


def write_backtest(found: Backtest, path: Path) -> Path:
    """Write the page to a file; a file that was there is replaced in one step.

    Raises
    ------
    TertiusError
        Where the file cannot be written.
    """
    return save(backtest_page(found), path)


def _reliability(found: Backtest) -> str:
    shown = [t for t in found.targets if t.votes == "disjoint" and t.target.startswith(("T1b", "T1c"))]
    pooled, within = (
        "not known" if v is None else decimal(v) for v in (found.calibration.pooled, found.calibration.within)
    )
    whole = figure(
        reliability_spec(found.pooled, top=0.4),
        title=f"Calibration slope {pooled} pooled over targets, {within} within them; 1 is right",
        subtitle="Mean forecast of each bin against the share that came; the area of a dot is its forecasts",
        note="The model, development origins. Forecasts of overlapping windows are not independent.",
        alt="; ".join(
            f"said {percent(b.mean_forecast)}, came {percent(b.mean_outcome)} of {b.n}" for b in found.pooled
        ),
        id="reliability",
    )
    each = figure(
        [{**reliability_spec(t.reliability, top=0.4), "title": target_name(t)} for t in shown],
        title="One target at a time, disjoint halves of the votes",
        subtitle="As above; a target with few moves has dots that jump",
        note="Bins without a forecast are left out.",
        alt="; ".join(f"{target_name(t)}: {t.events} moves in {t.n} forecasts" for t in shown),
        id="targets",
    )
    return f"<h2>Did it mean what it said?</h2>{whole}{each}"


def _triad(found: Backtest) -> str:
    drawn: list[str] = []
    groups: dict[tuple[str, str | None, str, int], list[TriadForecast]] = {}
    for row in found.triad:
        groups.setdefault((row.b, row.c, row.target, row.horizon), []).append(row)
    for number, ((b, c, target, horizon), rows) in enumerate(groups.items()):
        if c is not None and target.endswith("toward"):
            came = [r.origin for r in rows if r.outcome]
            drawn.append(
                figure(
                    triad_spec(rows),
                    title=f"{find(b).name}, {target} the United States, C {find(c).name}: "
                    f"it came in {len(came)} of {len(rows)} windows of {horizon} years",
                    subtitle="Said at each origin: the rate dashed, the model solid; ticks below where it came",
                    note="Never used to choose.",
                    alt=f"said {percent(min(r.model for r in rows))} to {percent(max(r.model for r in rows))}; "
                    f"came for origins {', '.join(map(str, came)) or 'none'}",
                    id=f"triad-{number}",
                )
            )
    whole = _section("Every forecast of the first triad", TRIAD_HEAD, triad_rows(found.triad), 2)
    return f'<h2>The United States, Russia and China</h2><div class="columns">{"".join(drawn)}</div>{whole}'


def _section(head: str, names: Sequence[str], rows: Iterable[Sequence[str]], numeric_from: int) -> str:
    def cell(tag: str, place: int, words: str) -> str:
        kind = ' class="num"' if place >= numeric_from else ""
        return f"<{tag}{kind}>{text(words)}</{tag}>"

    top = "".join(cell("th", k, name) for k, name in enumerate(names))
    body = "".join(f"<tr>{''.join(cell('td', k, words) for k, words in enumerate(row))}</tr>" for row in rows)
    return f"<h2>{text(head)}</h2><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _short(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Names that fit a hundred columns; a plus is toward the United States, a minus away from it."""
    short = {"Russia": "RUS", "China": "CHN", "none": "·", "disjoint": "halves"}
    return [
        tuple(short.get(cell, cell).replace(" toward", " +").replace(" away", " \u2212") for cell in row)
        for row in rows
    ]

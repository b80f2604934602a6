"""The scenarios that come with the package, and every driver with its settings or its figure of today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tertius.present.names import the
from tertius.present.numbers import NOT_KNOWN
from tertius.present.terminal import console, heading, paragraph, table
from tertius.wedge.scenarios.drivers import DRIVERS
from tertius.wedge.scenarios.scenario_file import shipped
from tertius.wedge.scenarios.today import figures_today

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["FIRST", "listed", "print_listed"]

FIRST = ("USA", "RUS", "CHN")
"""Whose figures are shown where no states are named: those of the shipped scenarios."""


def listed(states: tuple[str, str, str] = FIRST, day: date | None = None) -> dict[str, Any]:
    """Both lists as plain values; a figure is that of three states, None where it is not known."""
    _, today = figures_today(states, day)
    return {
        "scenarios": [{"name": s.name, "question": s.question, "states": list(s.states or ())} for s in shipped()],
        "drivers": [
            {"driver": d.key, "about": d.about, "settings": [{"setting": s.key, "says": s.says} for s in d.settings]}
            if d.figure is None
            else {
                "driver": d.key,
                "about": d.about,
                "settings": [],
                "takes": d.figure.takes,
                "figure": today[d.key].to_dict() if d.key in today else None,
            }
            for d in DRIVERS
        ],
    }


def print_listed(states: tuple[str, str, str] = FIRST, day: date | None = None, *, to: Console | None = None) -> None:
    """Both lists as a page."""
    out = to or console()
    three, today = figures_today(states, day)
    out.print(heading("Scenarios"))
    out.print(table(("name", "what it asks"), [(s.name, s.question) for s in shipped()]))
    out.print()
    out.print(heading("Drivers"))
    rows = [(d.key, ", ".join(s.key for s in d.settings), d.about) for d in DRIVERS if d.figure is None]
    out.print(table(("driver", "settings, the first as now", "what it is"), rows))
    out.print()
    out.print(heading(f"Drivers set to a figure: {', '.join(the(s.name) for s in three)}"))
    figures: list[tuple[str, ...]] = []
    for d in (d for d in DRIVERS if d.figure is not None):
        now = today.get(d.key)
        seen = (f"0 to {now.most:.3g}", now.shown, f"{now.reach.own_range}; {now.reach.range}") if now else ("", "", "")
        figures.append((d.key, seen[0], seen[1] or NOT_KNOWN, seen[2], d.about))
    header = ("driver", "takes", "today", "1946\u20132021: own, comparable pairs", "what it is")
    out.print(table(header, figures))
    out.print()
    out.print(paragraph("A, B and C are the three states of the question: can A pry B away from C?"))

"""The scenarios that come with the package, and every driver with its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertius.present.terminal import console, heading, paragraph, table
from tertius.wedge.scenarios.drivers import DRIVERS
from tertius.wedge.scenarios.scenario_file import shipped

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["listed", "print_listed"]


def listed() -> dict[str, Any]:
    """Both lists as plain values."""
    return {
        "scenarios": [{"name": s.name, "question": s.question, "states": list(s.states or ())} for s in shipped()],
        "drivers": [
            {"driver": d.key, "about": d.about, "settings": [{"setting": s.key, "says": s.says} for s in d.settings]}
            for d in DRIVERS
        ],
    }


def print_listed(*, to: Console | None = None) -> None:
    """Both lists as a page."""
    out = to or console()
    out.print(heading("Scenarios"))
    out.print(table(("name", "what it asks"), [(s.name, s.question) for s in shipped()]))
    out.print()
    out.print(heading("Drivers"))
    rows = [(d.key, ", ".join(s.key for s in d.settings), d.about) for d in DRIVERS]
    out.print(table(("driver", "settings, the first as now", "what it is"), rows))
    out.print()
    out.print(paragraph("A, B and C are the three states of the question: can A pry B away from C?"))

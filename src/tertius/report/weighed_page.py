"""What stands behind the judged number, as sections of the answer's page."""

from __future__ import annotations

import re

from tertius.present.numbers import percent, percent_range, signed
from tertius.present.page import table, text
from tertius.present.vega import figure
from tertius.report.weighed_lines import (
    CASE_HEAD,
    COMPONENT_HEAD,
    CORNER_HEAD,
    EVIDENCE_HEAD,
    MEANING_HEAD,
    MINUS,
    SIGNPOST_HEAD,
    STAKE_HEAD,
    case_rows,
    change_head,
    change_rows,
    component_rows,
    corner_rows,
    evidence_note,
    evidence_rows,
    judged_line,
    meaning_rows,
    none_told,
    signpost_rows,
    stake_rows,
)
from tertius.wedge.chart import moved_spec
from tertius.wedge.components.falsifiers import FEWEST
from tertius.wedge.evidence.evidence import Evidence
from tertius.wedge.evidence.item import Item
from tertius.wedge.weighing import Weighing

__all__ = ["evidence_section", "meaning_section", "moved_section", "outlook_section"]

MANY = 10
"""Items of evidence on either side that the page shows."""


def moved_section(found: Weighing) -> str:
    """What moves the data's number to the judged one: a chart, the table of components, and how far to trust it."""
    j = found.judged
    total = sum(m.log_odds for m in j.moved)
    drawn = figure(
        moved_spec(j),
        title=f"From {percent(j.start)} to {percent(j.probability)}: {signed(total)} in log odds",
        subtitle="What each component adds in log odds; the line holds 90 % of the draws of its weight and its value",
        note="Signs fixed in advance, sizes judged, each counted half; no backtest supports them.",
        alt=f"{percent(j.probability)}, 90 % interval {percent_range(j.low, j.high)}",
        id="moved",
    )
    rows = table(COMPONENT_HEAD, component_rows(found), numeric=(1, 2, 3))
    return f"<h2>What moves it</h2><p>{text(judged_line(found))}</p>{drawn}{rows}{_reasons(found)}"


def _reasons(found: Weighing) -> str:
    """Who judged a component, and why."""
    judged = [
        (c.label, v.why) for c, v in zip(found.definitions, found.components, strict=True) if v.status == "judged"
    ]
    said = "".join(f"<li><strong>{text(label)}.</strong> {_told(why)}</li>" for label, why in judged)
    return f"<h3>What is judged, by whom and why</h3><ul class='listing reasons'>{said}</ul>" if judged else ""


def _told(why: str) -> str:
    """How far the coders agree, then each of them with the reason, a paragraph each; minus signs as signs."""
    first, *each = re.sub(r"(?<![\w–-])-(?=\d)", MINUS, why).split("\n")
    return f"{text(first)}{''.join(f'<p>{text(one)}</p>' for one in each)}"


def evidence_section(found: Weighing) -> str:
    """The strongest evidence for and against, each with where to check it."""
    e = found.evidence
    return (
        f"<h2>What speaks for</h2>{_items(e, e.supporting)}<h2>What speaks against</h2>{_items(e, e.opposing)}"
        f"<p class='quiet wide'>{text(evidence_note(e))}</p>"
    )


def outlook_section(found: Weighing) -> str:
    """What would change the number, what to watch, who else would pay, the corners and the nearest cases."""
    corners = "".join(f"<p>{text(c.explain())}</p>" for c in found.corners)
    cases = case_rows(found)
    changed = table(change_head(found.changes), change_rows(found.changes, at_most=20), numeric=(1, 2, 3))
    return (
        f"<h2>What would change it</h2>{changed}"
        f"<h2>What to watch</h2>{table(SIGNPOST_HEAD, signpost_rows(found.signposts, at_most=20))}"
        f"{_blowback(found)}"
        f"<h2>From each corner</h2>{corners}{table(CORNER_HEAD, corner_rows(found))}"
        + (
            f"<h2>The nearest cases of the past</h2>{table(CASE_HEAD, cases)}"
            f"<p class='quiet wide'>{text(found.cases.caveats[1])}</p>"
            if cases
            else ""
        )
    )


def meaning_section(found: Weighing) -> str:
    """What the ten components are, with the effect, the source and the falsifier of each."""
    ran = (
        f"No case dated after the coding has resolved yet: until {FEWEST} have, the rules run in tests alone. "
        "Elicited: set by the judgement of this project."
    )
    return (
        f"<h2>What each component is, and what would refute it</h2>{table(MEANING_HEAD, meaning_rows(found))}"
        f"<p class='quiet wide'>{text(ran)}</p>"
    )


def _items(found: Evidence, items: tuple[Item, ...]) -> str:
    rows = evidence_rows(items, at_most=MANY)
    return table(EVIDENCE_HEAD, rows) if rows else f"<p>{text(none_told(found))}</p>"


def _blowback(found: Weighing) -> str:
    if found.blowback is None:
        return ""
    stakes = stake_rows(found.blowback, at_most=MANY)
    listed = table(STAKE_HEAD, stakes, numeric=(1, 2)) if stakes else ""
    doubt = f"<p class='quiet wide'>{text(found.blowback.caveats[0])}</p>"
    return f"<h2>Who else would pay</h2><p>{text(found.blowback.explain())}</p>{listed}{doubt}"

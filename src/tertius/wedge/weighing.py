"""The data's number weighed against everything else: components, evidence, what would change it, who would pay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import expit, logit

from tertius.atlas.store import Atlas
from tertius.casebook.place import there_is_a_casebook
from tertius.errors import OutsideCoverage
from tertius.forecasting.targets import Field
from tertius.wedge.cases.features import Sought
from tertius.wedge.cases.near import NEAREST, NearCases, near_cases
from tertius.wedge.cases.updating import updated_by_cases
from tertius.wedge.components.all import components_of, components_over
from tertius.wedge.components.component import Component, Value
from tertius.wedge.evidence.evidence import Evidence, evidence_for
from tertius.wedge.judged import Judged, judged
from tertius.wedge.outlook.blowback import Blowback, blowback
from tertius.wedge.outlook.change import Change, changes
from tertius.wedge.outlook.corners import Corner, corners
from tertius.wedge.outlook.plain import plain
from tertius.wedge.outlook.signposts import Signpost, signposts
from tertius.wedge.outlook.standing import Standing
from tertius.wedge.robustness import Robustness, robustness

if TYPE_CHECKING:
    from tertius.casebook.casebook import Casebook

__all__ = ["GOALS", "OWN", "Weighing", "weigh"]

OWN = "judgement:own"
"""How the id of a judgement of the project's own begins."""

GOALS = ("disalign", "prevent", "dealign", "realign")
"""What the case list calls a goal of -2, of -1, of 0 and 1, and of 2."""


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """What judgement makes of the data's number, and what it stands on.

    `components` are in the order of `tertius.wedge.components.all.COMPONENTS`, and `definitions`
    are these with the effects of the question's horizon. `blowback` is None where A and B have
    no tie that is known.
    `backdated` counts judgements that were written after the day asked about, though made by it.
    """

    judged: Judged
    definitions: tuple[Component, ...]
    components: tuple[Value, ...]
    evidence: Evidence
    robustness: Robustness
    changes: tuple[Change, ...]
    signposts: tuple[Signpost, ...]
    blowback: Blowback | None
    corners: tuple[Corner, Corner, Corner]
    cases: NearCases
    backdated: int = 0

    @property
    def own_judgements(self) -> bool:
        """Whether a judgement of the project's own counts."""
        return any(v.counts and any(b.startswith(OWN) for b in v.basis) for v in self.components)

    @property
    def measured_alone(self) -> float:
        """The judged number at the centre without judged components and evidence, on measured ones alone."""
        measured = {c.key for c in self.definitions if not c.by_judgement}
        return float(
            expit(logit(self.judged.start) + sum(m.log_odds for m in self.judged.moved if m.component in measured))
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as `--json` prints them under the answer."""
        evidence = self.evidence.to_dict()
        return {
            "judged": self.judged.to_dict() | {"measured_alone": self.measured_alone},
            "components": [plain(v) | c.to_dict() for c, v in zip(self.definitions, self.components, strict=True)],
            "evidence": evidence["items"],
            "mentions": evidence["mentions"],
            "evidence_notes": evidence["notes"],
            "backdated_judgements": self.backdated,
            "likelihood_ratios": [plain(r.to_dict()) for r in self.evidence.ratios],
            "robustness": plain(self.robustness.to_dict()),
            "changes": [plain(c.to_dict()) for c in self.changes],
            "signposts": [plain(s.to_dict()) for s in self.signposts],
            "blowback": self.blowback.to_dict() if self.blowback else None,
            "corners": [c.to_dict() for c in self.corners],
            "cases": [plain(c.to_dict()) for c in self.cases.cases[:NEAREST]],
        }


def weigh(
    standing: Standing,
    start: tuple[float, float, float],
    position: tuple[int, float],
    moves: Field,
    *,
    atlas: Atlas,
    casebook: Casebook | None = None,
) -> Weighing:
    """Everything that stands behind the judged number.

    Parameters
    ----------
    standing : Standing
        The question with what is known on the day.
    start : (probability, low, high)
        What the data alone say.
    position : (year, r*)
        Where B stands between A and C by votes.
    moves : Field
        The windows behind the base rate.
    casebook : Casebook, optional
        Judgements and articles; else the one at TERTIUS_DATABASE or in the user's data folder,
        where there is one.
    """
    a, b, c = standing.states
    held = casebook or _own_casebook()
    judgements = _judgements(held, standing)
    sized = components_over(standing.question.horizon)
    values = components_of(standing.states, standing.day, atlas, judgements)
    evidence = evidence_for(standing.states, standing.day, casebook=held, judgements=judgements)
    changed = changes(standing, start, sized, values, atlas=atlas, moves=moves, ratios=evidence.ratios)
    cost = _blowback(standing, atlas)
    return Weighing(
        judged=judged(start, sized, values, ratios=evidence.ratios),
        definitions=sized,
        components=values,
        evidence=evidence,
        robustness=robustness(start, sized, values, evidence.ratios, by_cases=updated_by_cases(sized, standing.day)),
        changes=changed,
        signposts=signposts(standing, position=position),
        blowback=cost,
        corners=corners(standing, values, start=start[0], changed=changed, blowback=cost),
        cases=near_cases(a.cow, b.cow, c.cow, as_of=standing.day, atlas=atlas, sought=_sought(values)),
        backdated=sum(j.written[:10] > standing.day.isoformat() for j in judgements),
    )


def _sought(values: Sequence[Value]) -> Sought:
    """The goal as it was judged, in the words of the case list; left open where nobody judged it."""
    goal = next(v for v in values if v.component == "goal")
    if not goal.counts or goal.value is None:
        return Sought()
    return Sought(goal=GOALS[int(np.searchsorted((-1.5, -0.5, 1.5), goal.value))])


def _own_casebook() -> Casebook | None:
    if not there_is_a_casebook():
        return None
    from tertius.casebook.casebook import open_casebook

    return open_casebook()


def _judgements(held: Casebook | None, standing: Standing) -> tuple[Any, ...]:
    if held is None:
        return ()
    from tertius.casebook.judgements import judgements_of

    return judgements_of(held, *(s.cow for s in standing.states), as_of=standing.day)


def _blowback(standing: Standing, atlas: Atlas) -> Blowback | None:
    a, b, c = (s.cow for s in standing.states)
    try:
        return blowback(a, b, c, as_of=standing.day, atlas=atlas)
    except OutsideCoverage:
        return None

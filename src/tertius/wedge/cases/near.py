"""The cases nearest to a question: which attempts of the past resemble it, how they ended, and what differed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from tertius.errors import ImpossibleQuestion
from tertius.present.names import called_on, the
from tertius.present.numbers import day as dated
from tertius.provenance import Provenance, asked_on
from tertius.states import find
from tertius.wedge.cases.case import Case
from tertius.wedge.cases.case_list import CaseList, caveats_of, load_cases
from tertius.wedge.cases.features import FEATURES, Attempt, Sought, closeness, difference, similarity

if TYPE_CHECKING:
    import polars as pl

    from tertius.atlas.store import Atlas

__all__ = ["AskedFeature", "NearCase", "NearCases", "near_cases"]

NEAREST = 5
"""Cases named in an explanation and shown in an answer."""


_NO_FORECAST = (
    "The nearest earlier cases forecast the outcomes of this list no better than its plain rate: they are examples, "
    "not evidence."
)


@dataclass(frozen=True, slots=True)
class NearCase:
    """A case of the past, as near to the question as `similarity` says, 0 to 1.

    `divider`, `target` and `partner` are named as the list names them; `strategy`, `goal`,
    `outcome` and `degree` are the words of the coders' majority, "no majority" where there is
    none. `differed` says in words what was different, what weighs most first. `memory_only`
    marks a case whose source was named from memory; `mirrors` are cases of the same story.
    """

    id: str
    divider: str
    target: str
    partner: str
    years: str
    strategy: str
    goal: str
    outcome: str
    degree: str
    similarity: float
    differed: tuple[str, ...]
    memory_only: bool
    source: str
    confidence: str
    mirrors: tuple[str, ...]

    @property
    def title(self) -> str:
        """Who tried to part whom, and when."""
        return f"{self.divider}: {self.target} from {self.partner}, {self.years}"

    def to_dict(self) -> dict[str, object]:
        """Plain values."""
        return {**asdict(self), "differed": list(self.differed), "mirrors": list(self.mirrors)}


@dataclass(frozen=True, slots=True)
class AskedFeature:
    """What the question is compared by: the feature, its weight, its value, and who says so."""

    key: str
    label: str
    weight: float
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class NearCases:
    """Every resolved case in order of its similarity to one question."""

    asked: tuple[str, str, str]
    as_of: date
    features: tuple[AskedFeature, ...]
    cases: tuple[NearCase, ...]
    unresolved: tuple[str, ...]
    provenance: Provenance
    caveats: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """One row a case, nearest first; `differed` and `mirrors` are lists."""
        import polars as pl

        schema = dict.fromkeys(NearCase.__slots__, pl.String()) | {
            "similarity": pl.Float64(),
            "memory_only": pl.Boolean(),
            "differed": pl.List(pl.String()),
            "mirrors": pl.List(pl.String()),
        }
        return pl.DataFrame([c.to_dict() for c in self.cases], schema=schema)

    def to_dict(self) -> dict[str, object]:
        """Plain values, as `--json` prints them."""
        return {
            "asked": dict(zip("abc", self.asked, strict=True)),
            "as_of": self.as_of.isoformat(),
            "features": [asdict(f) for f in self.features],
            "cases": [c.to_dict() for c in self.cases],
            "unresolved": list(self.unresolved),
            "caveats": list(self.caveats),
            "provenance": self.provenance.to_list(),
        }

    def explain(self) -> str:
        """The nearest cases, how they ended, and what the comparison leaves out."""
        a, b, c = (the(called_on(s, self.as_of).name) for s in self.asked)
        if not self.cases:
            return f"0 cases had ended by {dated(self.as_of)}, so nothing is near to {a} parting {b} from {c}."
        shown = self.cases[:NEAREST]
        worked = sum(n.outcome in {"detach", "prevent"} for n in shown)
        left_out = [f.label for f in self.features if f.origin == "not known"]
        missing = f" Not known, and so not compared: {', '.join(left_out)}." if left_out else ""
        return (
            f"Of {len(self.cases)} attempts that had ended by {dated(self.as_of)}, the nearest to {a} parting "
            f"{b} from {c} is {shown[0].title} (similarity {shown[0].similarity:.2f}; {shown[0].outcome}). Of the "
            f"{len(shown)} at the head of the list {worked} ended with the tie changed: too few, and too choice, for a "
            f"rate.{missing}"
        )

    def _repr_html_(self) -> str:
        from tertius.present.card import card

        return card(f"Cases near to {' '.join(self.asked)}", self.explain(), self.caveats, self.provenance.note())


def near_cases(
    a: str | int,
    b: str | int,
    c: str | int,
    *,
    as_of: date | None = None,
    sought: Sought | None = None,
    atlas: Atlas | None = None,
    held: CaseList | None = None,
) -> NearCases:
    """The attempts of the past nearest to the question whether A can pry B away from C.

    Parameters
    ----------
    a, b, c
        Divider, target and partner, in any spelling.
    as_of
        Only cases whose window had ended two years before this day; today when omitted.
    sought
        Goal, strategies, tie and rift of the question. What it leaves open is the goal
        realign, the tie that alliances say, and "not known" for the rest.
    atlas
        Where the tie of B and C is read if `sought` does not give it; the user's own or
        the shipped one when omitted.
    held
        Another case list than the project's.

    Returns
    -------
    NearCases
        Every resolved case, nearest first; of equal ones the later first.

    Raises
    ------
    UnknownName
        A spelling that means no state.
    ImpossibleQuestion
        One state twice, or a day to come.

    References
    ----------
    .. [1] Gower (1971), Biometrics 27(4). https://doi.org/10.2307/2528823
    """
    day = asked_on(as_of)
    divider, target, partner = (called_on(find(s, on=day), day) for s in (a, b, c))
    if len({divider.cow, target.cow, partner.cow}) < 3:
        raise ImpossibleQuestion(
            "a case has three corners",
            found=f"{divider.name}, {target.name}, {partner.name}",
            hint="name three different states",
        )
    said = sought or Sought()
    listed = held or load_cases()
    status, whence, origin = said.status, "as asked", Provenance()
    if status is None:
        from tertius.wedge.cases.status import status_in_atlas

        status, whence, origin = status_in_atlas(target, partner, day, atlas)
    asked = Attempt(divider, target, partner, day.year, said.goal or "realign", said.strategies, status, rift=said.rift)
    near = sorted(
        (_near(asked, case, listed) for case in listed.cases if case.resolved(day)),
        key=lambda pair: (-pair[0], -pair[1]),
    )
    return NearCases(
        asked=(divider.iso3, target.iso3, partner.iso3),
        as_of=day,
        features=_features(asked, said, whence),
        cases=tuple(found for _, _, found in near),
        unresolved=tuple(case.title for case in listed.cases if not case.resolved(day) and case.first <= day.year),
        provenance=listed.provenance | origin,
        caveats=(
            "Likeness is this project's own measure: features and weights are printed, and no data set them.",
            *((_NO_FORECAST,) if listed.ours else ()),
            *caveats_of(listed),
        ),
    )


def _near(asked: Attempt, case: Case, held: CaseList) -> tuple[float, int, NearCase]:
    close = closeness(asked, case)
    like = similarity(close)
    by = case.by
    return (
        like,
        case.last,
        NearCase(
            id=case.id,
            divider=case.names[0],
            target=case.names[1],
            partner=case.names[2],
            years=case.years,
            strategy=by.strategy or "no majority",
            goal=by.goal or "no majority",
            outcome=by.outcome or "no majority",
            degree=by.degree or "no majority",
            similarity=like,
            differed=difference(asked, case, close),
            memory_only=case.memory_only,
            source=case.source,
            confidence=case.confidence,
            mirrors=held.mirrors(case),
        ),
    )


def _features(asked: Attempt, said: Sought, whence: str) -> tuple[AskedFeature, ...]:
    """The question's side of every feature, with its origin."""
    year = f"COW's major powers, {asked.year}"
    rift = None if asked.rift is None else ("yes" if asked.rift else "no")
    given = "as asked"
    found: dict[str, tuple[str | None, str]] = {
        "target": (asked.target.name, given),
        "divider": (asked.divider.name, given),
        "partner": (asked.partner.name, given),
        "cast": (", ".join(s.iso3 for s in (asked.divider, asked.target, asked.partner)), given),
        "target_power": ("yes" if asked.target.was_major(asked.year) else "no", year),
        "partner_power": ("yes" if asked.partner.was_major(asked.year) else "no", year),
        "goal": (asked.goal, given if said.goal else "default"),
        "strategy": (" or ".join(asked.strategies) or None, given),
        "status": (asked.status, whence),
        "rift": (rift, given),
        "time": (str(asked.year), given),
    }
    return tuple(
        AskedFeature(f.key, f.label, f.weight, value or "not known", origin if value else "not known")
        for f in FEATURES
        for value, origin in (found[f.key],)
    )

"""How far the three coders of the case list agree, field by field."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from tertius.measures.agreement import BAR
from tertius.provenance import Provenance
from tertius.wedge.cases.case import FIELDS
from tertius.wedge.cases.case_list import CaseList, caveats_of, load_cases
from tertius.wedge.components.judgement import Agreement
from tertius.wedge.components.judgement import agreement as of_components

if TYPE_CHECKING:
    import polars as pl

__all__ = ["CaseAgreement", "FieldAgreement", "case_agreement"]

_OF_OURS = (
    "The second and third coder saw divider, target, partner, years and source; no coder was blind to history.",
    "The source column hints at the outcome in about ten rows.",
)


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Agreement on one field.

    `kappa` is Fleiss'; `pairs` are the shares of cases on which coders 1 and 2, 1 and 3, 2 and
    3 gave one word; `n` counts the cases that all coders coded. `kappa` is None where no case
    was, or where all coders gave one word throughout.
    """

    field: str
    n: int
    kappa: float | None
    pairs: tuple[float, ...]

    @property
    def enough(self) -> bool:
        """Whether kappa reaches the bar."""
        return self.kappa is not None and self.kappa >= BAR


@dataclass(frozen=True, slots=True)
class CaseAgreement:
    """Agreement of three coders on every coded field; of two on the judged components, for the project's own list."""

    fields: tuple[FieldAgreement, ...]
    provenance: Provenance
    caveats: tuple[str, ...]
    components: tuple[Agreement, ...] = ()

    def one(self, field: str) -> FieldAgreement:
        """The agreement on one of `FIELDS`."""
        return next(f for f in self.fields if f.field == field)

    def to_frame(self) -> pl.DataFrame:
        """One row a field."""
        import polars as pl

        schema = {"field": pl.String(), "n": pl.Int64(), "kappa": pl.Float64(), "pairs": pl.List(pl.Float64())}
        return pl.DataFrame([asdict(f) for f in self.fields], schema=schema)

    def to_dict(self) -> dict[str, object]:
        """Plain values, as `--json` prints them."""
        return {
            "fields": [{**asdict(f), "pairs": list(f.pairs), "enough": f.enough} for f in self.fields],
            "components": [asdict(a) for a in self.components],
            "bar": BAR,
            "caveats": list(self.caveats),
            "provenance": self.provenance.to_list(),
        }

    def explain(self) -> str:
        """Where coders agree most and least, and what falls below the bar."""
        known = sorted((f.kappa, f.field) for f in self.fields if f.kappa is not None)
        if not known:
            return "Agreement is not known: 0 cases were coded by all three coders."
        (worst, low), (best, high) = known[0], known[-1]
        below = [f"{field.replace('_', ' ')} ({kappa:.2f})" for kappa, field in known if kappa < BAR]
        said = f"Below the bar of {BAR:.1f}: {', '.join(below)}." if below else f"All reach the bar of {BAR:.1f}."
        return (
            f"Three coders agree most on {high.replace('_', ' ')} (Fleiss' kappa {best:.2f}) and least on "
            f"{low.replace('_', ' ')} ({worst:.2f}). {said}"
        )

    def _repr_html_(self) -> str:
        from tertius.present.card import card

        return card("Agreement of three coders", self.explain(), self.caveats, self.provenance.note())


def case_agreement(held: CaseList | None = None) -> CaseAgreement:
    """Fleiss' kappa and pairwise agreement for every coded field of a case list.

    Parameters
    ----------
    held
        The project's list when omitted.

    Returns
    -------
    CaseAgreement
        One entry for each of `FIELDS`; cases that a coder left blank are left out of it.

    References
    ----------
    .. [1] Fleiss (1971), Psychological Bulletin 76(5). https://doi.org/10.1037/h0031619
    """
    cases = held or load_cases()
    return CaseAgreement(
        fields=tuple(_field(f, cases) for f in FIELDS),
        provenance=cases.provenance.then("agreement: Fleiss' kappa over cases that every coder coded"),
        caveats=(*(_OF_OURS if cases.ours else ()), *caveats_of(cases)),
        components=tuple(of_components().values()) if cases.ours else (),
    )


def _field(field: str, held: CaseList) -> FieldAgreement:
    import numpy as np

    from tertius.measures.agreement import fleiss_kappa

    words = [[c.word(field) for c in case.codings] for case in held.cases]
    coded = [[w for w in row if w is not None] for row in words if None not in row]
    if not coded:
        return FieldAgreement(field, 0, None, ())
    kappa = fleiss_kappa([[row.count(word) for word in sorted({w for r in coded for w in r})] for row in coded])
    pairs = tuple(float(np.mean([row[i] == row[j] for row in coded])) for i, j in ((0, 1), (0, 2), (1, 2)))
    return FieldAgreement(field, len(coded), float(kappa) if np.isfinite(kappa) else None, pairs)

"""What theories of structure say of a triangle: balance, landscape, bargains. Exhibits, none of them a forecast."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tertius.alignment.ties import SEED, votes_known
from tertius.alignment.votes import joint_draws
from tertius.atlas.rollcalls import RollCalls, year_of
from tertius.atlas.store import Atlas, open_atlas
from tertius.errors import OutsideCoverage
from tertius.measures.balance import balance_blow_up, frustration_index, triangle_count, walk_balance
from tertius.measures.bargaining import stable_partitions
from tertius.measures.landscape import energies, moving_costs
from tertius.measures.power_triads import power_triad
from tertius.present.card import card
from tertius.present.names import called_on, the
from tertius.present.numbers import percent, share_of_draws, signed
from tertius.provenance import Provenance, asked_on, known_at
from tertius.states import State, in_year
from tertius.triangle.bargain import Bargain, bargain
from tertius.triangle.triangle import three_states

if TYPE_CHECKING:
    import altair as alt

__all__ = ["DISPUTE_YEARS", "EXHIBIT", "Coalitions", "Network", "Settlement", "Structure", "structure"]

EXHIBIT = "An exhibit: none of this is a forecast, and none has been tested as one."

POWERS = (2, 200, 220, 255, 365, 710, 740, 750)
"""COW's major powers of today and India: who is in the landscape beside the three."""

SPAN = 3
DISPUTE_YEARS = 4
DRAWS = 1_000
FORCE_USED = 4

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Network:
    """The signed network of all states in one year and how far it is from two camps.

    `broken` is the fewest ties that stand in the way; `triad` the signs of AB, AC, BC, 0 for no tie.
    """

    year: int
    states: int
    positive: int
    negative: int
    triangles: int
    balanced: int
    walk: float
    broken: int
    proven: bool
    triad: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Settlement:
    """The landscape of the powers: in which camps they would settle by size and voting alone.

    `camp` is the likeliest camp of B over the draws; `with_a` and `with_c` the shares of draws in
    which B's camp holds A, or C. `cost` is what B's move out of C's camp into A's adds to the
    energy, in the most settled division of each draw that has B with C and not with A: median,
    5th and 95th percentile, as a share of the landscape's depth; None where no draw has it.
    """

    first: int
    last: int
    powers: tuple[str, ...]
    camp: tuple[str, ...]
    camp_share: float
    with_a: float
    with_c: float
    cost: tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class Coalitions:
    """What power alone, and what likings alone, would lead to expect among the three.

    `partitions` are stable divisions with the share of draws in which each is stable;
    `unstable` is the share of draws without any. `camps_by_balance` are the camps into which
    perfect balance would drive the three ties. `strongest` is the
    state with the largest share of capabilities, empty where two share that place.
    """

    power_year: int
    power_kind: int
    caplow: tuple[str, ...]
    gamson: tuple[str, ...]
    partitions: tuple[tuple[str, float], ...]
    unstable: float
    camps_by_balance: tuple[str, ...]
    strongest: str = ""


@dataclass(frozen=True, slots=True)
class Structure:
    """The exhibits of one triangle, as of a day; a part is None where its data do not reach."""

    a: State
    b: State
    c: State
    as_of: date
    network: Network | None
    settlement: Settlement | None
    bargain: Bargain | None
    coalitions: Coalitions | None
    provenance: Provenance
    caveats: tuple[str, ...]

    def explain(self) -> str:
        """Each exhibit in a sentence, with what it leaves out."""
        said = [EXHIBIT]
        if self.network:
            n = self.network
            share = n.balanced / n.triangles if n.triangles else float("nan")
            said.append(
                f"In {n.year}, {percent(share)} of {n.triangles} closed triangles of pacts and fights are balanced; "
                f"{n.broken} of {n.positive + n.negative} ties stand in the way of two camps."
            )
        if self.settlement:
            s = self.settlement
            said.append(
                f"By votes of {s.first}–{s.last} and size, {the(self.b.name)} settles with {the(self.a.name)} "
                f"in {share_of_draws(s.with_a)} of draws, with {the(self.c.name)} in {share_of_draws(s.with_c)}."
            )
        if self.bargain:
            told = self.bargain
            said.append(
                f"Weighed by capability, the powers would meet at {signed(told.compromise)} between "
                f"{the(self.c.name)} at {signed(_place(told, self.c))} and {the(self.a.name)} at "
                f"{signed(_place(told, self.a))}."
            )
        if self.coalitions:
            found = self.coalitions
            named = " or ".join(found.caplow) or "no coalition"
            said.append(f"Power alone ({found.power_year}) would lead Caplow to expect {named}.")
        return " ".join(said)

    def to_frame(self) -> pl.DataFrame:
        """One row an exhibit and figure: `exhibit`, `figure`, `value` as text."""
        rows = [
            (name, key, str(value))
            for name, part in (
                ("network", self.network),
                ("settlement", self.settlement),
                ("bargain", self.bargain),
                ("coalitions", self.coalitions),
            )
            if part is not None
            for key, value in asdict(part).items()
        ]
        return pl.DataFrame(rows, schema=["exhibit", "figure", "value"], orient="row")

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        parts = {
            "network": self.network,
            "settlement": self.settlement,
            "bargain": self.bargain,
            "coalitions": self.coalitions,
        }
        return {
            "states": [s.iso3 for s in (self.a, self.b, self.c)],
            "as_of": self.as_of.isoformat(),
            "exhibit": EXHIBIT,
            **{k: asdict(v) if v is not None else None for k, v in parts.items()},
            "caveats": list(self.caveats),
            "provenance": self.provenance.to_list(),
        }

    def plot(self) -> alt.VConcatChart:
        """Where B settles, where the powers stand between C and A, and which divisions are stable."""
        from tertius.triangle.structure_chart import structure_chart

        return structure_chart(self)

    def _repr_html_(self) -> str:
        names = ", ".join(the(s.name) for s in (self.a, self.b, self.c))
        return card(f"Structure around {names}", self.explain(), self.caveats, self.provenance.note())


def _place(told: Bargain, state: State) -> float:
    return next(place for name, place in told.places if name == state.name)


def structure(
    a: str | int, b: str | int, c: str | int, *, as_of: date | None = None, atlas: Atlas | None = None
) -> Structure:
    """Theories of structure shown on a triangle, as known on `as_of` (today when omitted).

    Raises
    ------
    UnknownName, ImpossibleQuestion
        As for `triangle`.
    OutsideCoverage
        When none of the exhibits has data for the three.
    """
    day, atlas = asked_on(as_of), atlas or open_atlas()
    three = three_states(a, b, c, day)
    network = _network(three, day, atlas)
    settlement, bargained, draws = _settlement(three, day, atlas)
    coalitions = _coalitions(three, day, atlas, draws)
    if network is None and settlement is None and coalitions is None:
        raise OutsideCoverage(
            "no exhibit has data for these three",
            found=", ".join(s.name for s in three),
            hint="pacts and fights end in 2014, powers in 2022, votes in 2022",
        )
    caveats = (
        EXHIBIT,
        "Two camps are forced: landscape theory has no room for a neutral.",
        "Sizes are COW capability shares, which count steel and soldiers, not chips or carriers; "
        "the largest actors decide the landscape.",
        "Whether states move toward balance is disputed: Doreian and Mrvar (2015) find evidence against it, 1946–99.",
        "Bargaining rounds in the manner of Bueno de Mesquita are left out: replicators do not reproduce them.",
    )
    origin = atlas.provenance("unga_votes", "unga_resolutions", "atop", "gml_mid", "cow_mid_dyadic", "cow_nmc")
    origin = origin.then("exhibits of structure from joint draws of titles")
    return Structure(*three, day, network, settlement, bargained, coalitions, origin, caveats)


def _network(three: tuple[State, State, State], day: date, atlas: Atlas) -> Network | None:
    """Defence pacts in force as positive ties, force used in the four years to it as negative ones."""
    frame = atlas.table("dyads").select("a", "b", "year", "atop_defense", "mid_hostility")
    covered = frame.drop_nulls().select(pl.col("year").max()).collect().item()
    year = min(covered, max((y for y in range(1946, covered + 1) if known_at(y, 30) <= day), default=0))
    if year - DISPUTE_YEARS < 1946:
        return None
    window = frame.filter(pl.col("year").is_between(year - DISPUTE_YEARS + 1, year)).collect()
    fought = window.filter(pl.col("mid_hostility") >= FORCE_USED).select("a", "b").unique()
    allied = window.filter((pl.col("year") == year) & pl.col("atop_defense")).select("a", "b").unique()
    present = {s.cow for s in in_year(year)}
    signs: dict[tuple[int, int], int] = dict.fromkeys(allied.iter_rows(), 1) | dict.fromkeys(fought.iter_rows(), -1)
    signs = {pair: sign for pair, sign in signs.items() if set(pair) <= present}
    tied = sorted({state for pair in signs for state in pair})
    if not tied:
        return None
    place = {state: i for i, state in enumerate(tied)}
    matrix = np.zeros((len(tied), len(tied)))
    for (x, y), sign in signs.items():
        matrix[place[x], place[y]] = matrix[place[y], place[x]] = sign
    triangles, balanced = triangle_count(matrix)
    camps = frustration_index(matrix)
    a, b, c = (s.cow for s in three)
    triad = tuple(signs.get((min(x, y), max(x, y)), 0) for x, y in ((a, b), (a, c), (b, c)))
    return Network(
        year, len(tied), sum(s > 0 for s in signs.values()), sum(s < 0 for s in signs.values()),
        triangles, balanced, walk_balance(matrix), camps.broken, camps.optimal, (triad[0], triad[1], triad[2]),
    )  # fmt: skip


def _settlement(
    three: tuple[State, State, State], day: date, atlas: Atlas
) -> tuple[Settlement | None, Bargain | None, tuple[int, int, Array] | None]:
    """Camps of the powers from draws of their kappas, their bargain, and the draws of AB, AC, BC with their span."""
    votes = votes_known(atlas, day)
    if not votes.years:
        return None, None, None
    last = votes.years[-1]
    first = last - SPAN + 1
    span = votes.where((votes.session >= first - year_of(0)) & (votes.session <= last - year_of(0)))
    size_of = _sizes(day, atlas)
    corners = tuple(s.cow for s in three)
    if any(s not in span.states for s in corners):
        return None, None, None
    actors = [s for s in dict.fromkeys((*corners, *POWERS)) if s in corners or _votes_enough(span, s)]
    pairs = tuple((x, y) for i, x in enumerate(actors) for y in actors[i + 1 :])
    drawn = joint_draws(span, pairs, draws=DRAWS, rng=np.random.default_rng(SEED)).kappa
    drawn = drawn[np.isfinite(drawn).all(axis=1)]
    column = {frozenset(p): k for k, p in enumerate(pairs)}
    a, b, c = corners
    own = drawn[:, [column[frozenset(p)] for p in ((a, b), (a, c), (b, c))]]
    if not len(drawn) or size_of is None or any(s not in size_of[1] for s in actors):
        return None, None, (first, last, own) if len(drawn) else None
    sizes = np.array([size_of[1][s] for s in actors])
    camps = _camps(three, [called_on(s, day) for s in actors], sizes / sizes.max(), drawn, (first, last))
    return camps, bargain(span, actors, (a, c), size_of, on=day), (first, last, own)


def _votes_enough(votes: RollCalls, state: int) -> bool:
    """Whether a power answered at least half of the votes: one that came late would leave ties undefined."""
    return state in votes.states and bool(np.isfinite(votes.of(state)).mean() >= 0.5)


def _camps(
    three: tuple[State, State, State], actors: list[State], sizes: Array, drawn: Array, span: tuple[int, int]
) -> Settlement:
    """The most settled division of each draw, and what it says of B."""
    n = len(actors)
    pull = np.zeros((len(drawn), n, n))
    i, j = np.triu_indices(n, 1)
    pull[:, i, j] = pull[:, j, i] = drawn
    best = np.zeros((len(drawn), n), dtype=np.int8)
    cost = np.full(len(drawn), np.nan)
    a, b, c = ([x.cow for x in actors].index(s.cow) for s in three)
    for draw, p in enumerate(pull):
        camps, height = energies(sizes, p)
        best[draw] = camps[np.argmin(height)]
        if best[draw, b] == best[draw, c] != best[draw, a]:
            cost[draw] = moving_costs(best[draw], sizes, p)[b] / max(float(np.ptp(height)), 1e-12)
    with_a, with_c = (float((best[:, b] == best[:, other]).mean()) for other in (a, c))
    camps_of_b = Counter(tuple(k for k in range(n) if row[k] == row[b]) for row in best)
    camp, times = camps_of_b.most_common(1)[0]
    known = cost[np.isfinite(cost)]
    bounds = tuple(float(v) for v in np.quantile(known, (0.5, 0.05, 0.95))) if len(known) else None
    names = [s.name for s in actors]
    return Settlement(
        *span, tuple(names), tuple(names[k] for k in camp), times / len(best), with_a, with_c,
        (bounds[0], bounds[1], bounds[2]) if bounds else None,
    )  # fmt: skip


def _coalitions(
    three: tuple[State, State, State], day: date, atlas: Atlas, draws: tuple[int, int, Array] | None
) -> Coalitions | None:
    """Caplow and Gamson on capability shares; stable divisions when each likes whom it votes with."""
    sizes = _sizes(day, atlas)
    if draws is None or sizes is None or any(s.cow not in sizes[1] for s in three):
        return None
    names = [s.name for s in three]
    held = (sizes[1][three[0].cow], sizes[1][three[1].cow], sizes[1][three[2].cow])
    power = power_triad(held)
    first = [name for name, share in zip(names, held, strict=True) if share == max(held)]
    stable: Counter[str] = Counter()
    for ties in draws[2]:
        for partition in stable_partitions(_likings(ties)):
            stable[" | ".join("–".join(names["ABC".index(k)] for k in group) for group in partition)] += 1
    unstable = float(np.mean([not stable_partitions(_likings(ties)) for ties in draws[2]]))
    ab, ac, bc = (float(v) for v in np.median(draws[2], axis=0))
    _, camps = balance_blow_up([[0, ab, ac], [ab, 0, bc], [ac, bc, 0]])
    return Coalitions(
        sizes[0], power.kind,
        tuple(f"{names[x]}–{names[y]}" for x, y in power.caplow),
        tuple(f"{names[x]}–{names[y]}" for x, y in power.gamson),
        tuple((name, n / len(draws[2])) for name, n in stable.most_common()),
        unstable,
        tuple("–".join(n for n, camp in zip(names, camps, strict=True) if camp == side) for side in (1, -1)),
        first[0] if len(first) == 1 else "",
    )  # fmt: skip


def _likings(ties: Array) -> dict[str, list[str]]:
    """Each corner's coalitions from best to worst by the sum of its ties in them; alone is zero."""
    ab, ac, bc = (float(v) for v in ties)
    worth = {
        "A": {"A": 0.0, "AB": ab, "AC": ac, "ABC": ab + ac},
        "B": {"B": 0.0, "AB": ab, "BC": bc, "ABC": ab + bc},
        "C": {"C": 0.0, "AC": ac, "BC": bc, "ABC": ac + bc},
    }
    return {k: sorted(v, key=lambda group, v=v: -v[group]) for k, v in worth.items()}


def _sizes(day: date, atlas: Atlas) -> tuple[int, dict[int, float]] | None:
    """The newest year of capability shares known on the day, and every state's share in it."""
    frame = atlas.table("states").select("state", "year", "capability_share").drop_nulls().collect()
    years = [int(y) for y in frame["year"].unique() if known_at(int(y), 365) <= day]
    if not years:
        return None
    rows = frame.filter(pl.col("year") == max(years))
    return max(years), dict(zip(rows["state"].to_list(), rows["capability_share"].to_list(), strict=True))

"""What each corner could do: named courses with what the figures at hand say they bring and cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tertius.present.names import possessive, the
from tertius.present.numbers import NOT_KNOWN, decimal, percent, signed
from tertius.states import State
from tertius.wedge.components.component import Value
from tertius.wedge.outlook.blowback import Blowback
from tertius.wedge.outlook.change import Change
from tertius.wedge.outlook.standing import Standing

__all__ = ["Course", "courses_of"]

Place = Literal["A", "B", "C"]

GIVES = frozenset({"AID", "YIELD", "SUPPORT", "AGREE", "COOPERATE"})
HARMS = frozenset({"SANCTION", "COERCE", "THREATEN", "ASSAULT"})
BREAKS = frozenset({"REJECT", "SANCTION", "RETREAT"})
PUNISHES = frozenset({"SANCTION", "COERCE", "THREATEN", "REJECT"})
PLEDGES = frozenset({"AGREE", "SUPPORT"})
DEFENCE = 3.0
"""A defence pact, in COW's list of alliances."""

# Words that tell acts of one category apart, as they stand in the chronicle's own lines.
TRADE = r"trade|tariff|oil|gas|pipeline|coal|grain|credit|loan|currenc|market|export|import|invest|econom"
ARMS = r"\barms\b|missiles|fighter|submarine|weapons|S-[34]00|\bSu-\d|technology|exercise|troops"
RECOGNITION = r"recogni|\bclaim|oppose|border|in favour of"
GUARANTEE = r"alliance|mutual|treaty|defen[cs]e|pact|guarantee|assistance"


@dataclass(frozen=True, slots=True)
class Course:
    """One course: toward whom, in words, with its figures, and the acts by which the chronicle shows it.

    `acts` are categories of the chronicle and `words` a pattern its text must hold; no acts
    mean that the course leaves no line.
    """

    name: str
    what: str
    brings: str
    costs: str
    toward: State
    acts: frozenset[str]
    words: str = ""


def courses_of(
    standing: Standing,
    values: Mapping[str, Value],
    *,
    start: float,
    changed: Sequence[Change],
    blowback: Blowback | None,
) -> dict[Place, tuple[Course, ...]]:
    """The courses of A, B and C; what no figure bears on is "not known"."""
    told = {(c.component, c.direction): c for c in reversed(changed)}
    figures = {key: _figure(v) for key, v in values.items()}
    return {
        "A": _of_a(standing, figures, told, start, blowback),
        "B": _of_b(standing, figures),
        "C": _of_c(standing, figures, told),
    }


def _figure(value: Value) -> str:
    """A component's figure; of a judgement the place on its scale."""
    if value.status in {"judged", "below the bar"}:
        return f"judged {signed(value.value, 1)} on the scale from −2 to +2"
    return value.figure or NOT_KNOWN


def _moves(told: Mapping[tuple[str, str], Change], component: str, direction: str) -> str:
    """What an observation would do to the judged number, in words."""
    c = told.get((component, direction))
    if c is None:
        return NOT_KNOWN
    low, high = (signed(100 * d, 1) for d in (c.low, c.high))
    return (
        f"the judged number from {percent(c.from_probability)} to {percent(c.to_probability)} "
        f"(90 % {low} to {high} points), if {c.observation}"
    )


def _of_a(
    standing: Standing,
    figures: Mapping[str, str],
    told: Mapping[tuple[str, str], Change],
    start: float,
    blowback: Blowback | None,
) -> tuple[Course, ...]:
    a, b, c = standing.states
    allies = (
        f"{len(blowback.at_stake)} of {len(blowback.allies)} allies stand above the average tie with {the(a.name)} "
        f"and below it with {the(b.name)}; a drift of {decimal(blowback.used_up_by)} by each uses up one unit gained"
        if blowback is not None and blowback.used_up_by is not None
        else "no ally is likelier than not above the average tie with it and below it with the other"
        if blowback is not None and blowback.allies
        else NOT_KNOWN
    )
    cases = standing.tie(a, b, "sanctions")
    in_force = f"sanction cases in force between the two: {cases[1]:.0f} ({cases[0]})" if cases else NOT_KNOWN
    return (
        Course(
            "reward",
            f"offer {the(b.name)} {_offers(cases)}",
            _moves(told, "reward", "up"),
            f"among allies: {allies}; the price of the offer: {NOT_KNOWN}",
            b,
            GIVES,
        ),
        Course(
            "press",
            f"raise the price of {possessive(b.name)} tie with {the(c.name)} by sanctions, threats or force",
            NOT_KNOWN,
            f"what both fear holds them together: {figures.get('threat', NOT_KNOWN)}; {in_force}",
            b,
            HARMS,
        ),
        Course(
            "wait",
            f"leave {the(b.name)} and {the(c.name)} to themselves",
            f"{percent(start)} within {standing.question.ahead}, by the data alone",
            f"whatever {the(c.name)} does meanwhile to hold {the(b.name)}: {figures.get('binding', NOT_KNOWN)}",
            b,
            frozenset(),
        ),
    )


def _of_b(standing: Standing, figures: Mapping[str, str]) -> tuple[Course, ...]:
    a, _, c = standing.states
    need = figures.get("asymmetry", NOT_KNOWN)
    leaving = figures.get("exit_cost", NOT_KNOWN)
    offered = figures.get("reward", NOT_KNOWN)
    return (
        Course(
            "stay",
            f"keep and deepen the tie with {the(c.name)}",
            f"what leaving would cost is saved: {leaving}",
            f"need of the other: {need}",
            c,
            GIVES,
        ),
        Course(
            "hedge",
            f"talk to {the(a.name)} while it stays with {the(c.name)}, and let both bid",
            f"what {the(a.name)} could offer: {offered}",
            f"what {the(c.name)} would withhold: {NOT_KNOWN}",
            a,
            frozenset({"CONSULT", "AGREE", "COOPERATE", "REQUEST"}),
        ),
        Course(
            "move",
            f"turn from {the(c.name)} toward {the(a.name)}",
            f"what {the(a.name)} could offer: {offered}",
            f"leaving: {leaving}; whether {the(a.name)} keeps its word: {figures.get('credibility', NOT_KNOWN)}",
            c,
            BREAKS,
        ),
    )


def _offers(cases: tuple[int, float, float, float] | None) -> str:
    """What A has to offer B: relief only where a sanction is known to be in force."""
    return "trade, relief or support in its quarrels" if cases and cases[1] > 0 else "trade or support in its quarrels"


def _allied(standing: Standing) -> bool:
    """Whether the newest list has a defence pact of B and C, old as it may be: a pact does not lapse unsaid."""
    _, b, c = standing.states
    pacts = standing.series(b, c, "alliance_cow")
    return pacts.last is not None and pacts.at(pacts.last)[0] >= DEFENCE


def _of_c(standing: Standing, figures: Mapping[str, str], told: Mapping[tuple[str, str], Change]) -> tuple[Course, ...]:
    _, b, c = standing.states
    mine, theirs = standing.share(c, b), standing.share(b, c)
    arms, bought = standing.share(b, c, "arms"), standing.share(c, b, "arms")
    shares = (
        f"{the(c.name)} is {percent(theirs.value)} of {possessive(b.name)} goods trade ({theirs.year})"
        if theirs
        else NOT_KNOWN
    )
    own = (
        f"{the(b.name)} is {percent(mine.value)} of {possessive(c.name)} goods trade ({mine.year})"
        if mine
        else NOT_KNOWN
    )
    supplied = (
        f"{the(c.name)} is {percent(arms.value)} of {possessive(b.name)} arms imports (five years to {arms.year})"
        if arms
        else NOT_KNOWN
    )
    supplies = (
        f"{the(b.name)} is {percent(bought.value)} of {possessive(c.name)} (to {bought.year})" if bought else NOT_KNOWN
    )
    pact = standing.tie(b, c, "alliance_atop")
    bound = f"{pact[1]:.0f} kinds of obligation by treaty were in force in {pact[0]} (ATOP)" if pact else NOT_KNOWN
    bind = _moves(told, "binding", "down")
    found = [
        Course("bind by trade", f"buy more of {the(b.name)} and sell it more", f"more hold; now {shares}", own, b,
               GIVES, TRADE),
        Course("bind by arms", f"sell {the(b.name)} arms, buy them of it, train with it", f"more hold; now {supplied}",
               supplies, b, GIVES, ARMS),
    ]  # fmt: skip
    price = f"what others would make {the(c.name)} pay for it: {NOT_KNOWN}"
    back = f"take {possessive(b.name)} side in its quarrels"
    found.append(Course("bind by recognition", back, NOT_KNOWN, price, b, GIVES, RECOGNITION))
    if not _allied(standing):
        price = f"{bound}; what it would draw {the(c.name)} into: {NOT_KNOWN}"
        help_ = f"promise {the(b.name)} help in war"
        found.append(Course("bind by guarantee", help_, bind, price, b, PLEDGES, GUARANTEE))
    by_figures = f"by the figures of leaving: {figures.get('exit_cost', NOT_KNOWN)}"
    price = f"{own}; what losing that trade would cost {the(c.name)}: {NOT_KNOWN}"
    found.append(Course("punish", f"make leaving costly for {the(b.name)}", by_figures, price, b, PUNISHES))
    return tuple(found)

"""One real answer, and the same with every part that an answer may hold; names and words are made up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace

import pytest

from tertius.report.document.document import Answered, Document, Paragraph, Section, Text
from tertius.states import State
from tertius.wedge.assess import assess


@dataclass(frozen=True)
class Item:
    for_: bool | None
    text: str
    source: str
    date: str | None
    reprints: int = 0


@dataclass(frozen=True)
class Change:
    observation: str
    direction: str
    from_probability: float
    to_probability: float
    low: float = -0.02
    high: float = 0.1

    @property
    def difference(self) -> float:
        return self.to_probability - self.from_probability


@dataclass(frozen=True)
class Signpost:
    what: str
    where: str
    now: str
    threshold: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    words: str
    state: object = None

    def explain(self) -> str:
        return self.words


@dataclass(frozen=True)
class NearCase:
    divider: str
    target: str
    partner: str
    years: str
    outcome: str
    differed: tuple[str, ...]
    source: str
    memory_only: bool = False
    degree: str = "none"


LINE = "Minister Ana Brandt of Norland said that the line through the northern strait would carry 38 bn cubic metres"


def corner(place: str, state: State, *courses: str) -> SimpleNamespace:
    """A corner that could do these things."""
    options = tuple(SimpleNamespace(what=w) for w in courses)
    return SimpleNamespace(place=place, name=state.name, options=options, explain=lambda: "It is a partner.")


def parts(states: tuple[State, State, State]) -> dict[str, object]:
    """Every part that is built elsewhere, longer than two pages can hold."""
    _, b, c = states
    items = [
        Item(i % 2 == 0, f"{LINE} from {2027 + i}, and that nobody else had been asked.", f"Courier {i}", "2026-02-03")
        for i in range(14)
    ]
    told = "Of 61 allies 48 stand further off. In the mean of the draws 21 are exposed. Nine would fall. Two would not."
    pacts = [f"A pact of kind {i} is signed before November 2027" for i in range(1, 8)]
    shares = [f"Share of trade, figure {i}" for i in range(9)]
    spans = [f"19{20 + i}–19{25 + i}" for i in range(6)]
    return {
        "evidence": SimpleNamespace(items=tuple(items), ratios=(), states=states, as_of=date(2026, 11, 22)),
        "robustness": Said("Dropping any one item leaves the words as they are."),
        "changes": tuple(Change(p, "up", 0.03, 0.04 + 0.01 * i) for i, p in enumerate(pacts)),
        "signposts": tuple(Signpost(s, "IMF, trade by partner", "33 % (2024)", "below 25 %") for s in shares),
        "blowback": Said(told),
        "corners": (corner("B", b, "stay", "ask a price"), corner("C", c, "bind", "wait")),
        "cases": SimpleNamespace(
            cases=tuple(
                NearCase("Norland", "Westmark", "Sund", s, "detach", ("no shared border",), f"Author of {s} (1999)")
                for s in spans
            )
        ),
    }


@pytest.fixture(scope="session")
def answer():
    return assess("USA", "RUS", "CHN", as_of=date(2026, 11, 22))


def of_parts(answer, **given):
    """The answer with parts of a wedge that are made up; one that is not given is empty."""
    nothing = {"evidence": SimpleNamespace(items=(), ratios=()), "cases": SimpleNamespace(cases=()), "blowback": None}
    nothing |= dict.fromkeys(("changes", "signposts", "corners"), ()) | {"robustness": Said("The words hold.")}
    weighed = SimpleNamespace(judged=answer.weighed.judged, own_judgements=True, **(nothing | given))
    return replace(answer, weighed=weighed)


@pytest.fixture(scope="session")
def found(answer):
    """An answer of which nothing but the numbers is known."""
    return of_parts(answer)


@pytest.fixture(scope="session")
def full(answer):
    """An answer with more of every part than two pages can hold."""
    return of_parts(answer, **parts((answer.question.a, answer.question.b, answer.question.c)))


HOSTILE = '#set page(fill: red) $x$ *b* _i_ `code` <label> @ref \\n "quote" [x](y) | & ©  中国 Россия \u202e שלום'


@pytest.fixture(scope="session")
def hostile():
    """A document whose every word is markup somewhere."""
    box = Answered("3 %", "2–4 %", "words", "scale", Text(HOSTILE, (HOSTILE,)), (("base rate", Text("3 %")),))
    paragraph = Paragraph(Text(HOSTILE, (HOSTILE, "second"), lead=HOSTILE))
    return Document(HOSTILE, "as of", date(2026, 11, 22), box, None, (Section(HOSTILE, (paragraph,)),), Text("end"))

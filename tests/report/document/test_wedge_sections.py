"""The parts of a wedge, one function each, from made-up values."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from tertius.provenance import Provenance
from tertius.report.document import wedge_sections as part
from tertius.report.document.document import Items, Paragraph, Table, Text
from tertius.report.document.room import ROOMS
from tertius.report.document.sources import Sources

WIDE, TIGHT = ROOMS[0], ROOMS[-1]
NONE = Sources(Provenance(()), full=False)


@dataclass(frozen=True)
class Item:
    for_: bool | None
    text: str
    source: str = "Courier"
    date: str | None = "2026-02-03"
    reprints: int = 0


@dataclass(frozen=True)
class Change:
    observation: str
    from_probability: float
    to_probability: float
    low: float = -0.02
    high: float = 0.1

    @property
    def difference(self) -> float:
        return self.to_probability - self.from_probability


@dataclass(frozen=True)
class Post:
    what: str
    where: str = "IMF"
    now: str = "33 % (2024)"
    threshold: str = "below 25 %"
    basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class Near:
    divider: str = "Norland"
    target: str = "Westmark"
    partner: str = "Sund"
    years: str = "1969–1979"
    outcome: str = "detach"
    degree: str = "disputed"
    differed: tuple[str, ...] = ("a border", "no trade")
    source: str = "Brandt (1999), The Strait"
    memory_only: bool = False


def texts(section, kind=Items):
    (block,) = section.blocks
    assert isinstance(block, kind)
    return block.texts if isinstance(block, Items) else block


def test_evidence_is_of_one_side_in_its_order_and_says_how_many_are_left_out():
    items = [Item(i % 2 == 0, f"Act {i}.") for i in range(14)]
    section = part.evidence("What speaks for it", items, True, WIDE)
    assert section is not None
    assert section.title == "What speaks for it (5 of 7)"
    assert [t.words for t in texts(section)] == [f"3 Feb 2026: Act {i}." for i in (0, 2, 4, 6, 8)]
    few = part.evidence("Against", items[:3], False, WIDE)
    assert few is not None
    assert few.title == "Against"


def test_what_speaks_neither_way_is_on_neither_side():
    assert part.evidence("For", [Item(None, "x")], True, WIDE) is None
    assert part.evidence("Against", [Item(None, "x")], False, WIDE) is None


@pytest.mark.parametrize(
    ("item", "note"),
    [
        (Item(True, "x"), ("Courier, 3 Feb 2026.",)),
        (Item(True, "x", date="2026-02"), ("Courier, Feb 2026.",)),
        (Item(True, "x", date="2026"), ("Courier, 2026.",)),
        (Item(True, "x", date=None), ("Courier.",)),
        (Item(True, "x", reprints=1), ("Courier, 3 Feb 2026. Printed once more, counted once.",)),
        (Item(True, "x", reprints=4), ("Courier, 3 Feb 2026. Printed 4 more times, counted once.",)),
        (Item(True, "x", source="Readout, 3 February 2026"), ("Readout, 3 February 2026.",)),
        (Item(True, "x", source="", reprints=1), ("3 Feb 2026. Printed once more, counted once.",)),
        (Item(True, "x", source="", date=None), ()),
    ],
)
def test_the_footnote_names_source_day_and_reprints(item, note):
    section = part.evidence("For", [item], True, WIDE)
    assert section is not None
    assert texts(section)[0].notes == note


def test_changes_stand_by_how_far_they_move_the_answer():
    section = part.changes([Change("small", 0.03, 0.04), Change("fall", 0.03, 0.01), Change("great", 0.03, 0.09)], WIDE)
    assert section is not None
    table = texts(section, Table)
    assert [row[0].words for row in table.rows] == ["Great", "Fall", "Small"]
    assert table.rows[0][1].words == "9.0\u2009%, +6.0 (−2.0 to +10.0)"
    assert table.rows[1][1].words == "1.0\u2009%, −2.0 (−2.0 to +10.0)"


def test_a_signpost_is_footnoted_with_its_source_or_else_with_where_it_is_published():
    section = part.signposts([Post(f"figure {i}") for i in range(9)], TIGHT, NONE)
    assert section is not None
    table = texts(section, Table)
    assert len(table.rows) == TIGHT.moves
    assert table.rows[0] == (Text("figure 0", ("IMF.",)), Text("33 % (2024)"), Text("below 25 %"))


def test_a_paragraph_of_another_room_is_cut_at_a_sentence():
    told = SimpleNamespace(explain=lambda: "One. Two. Three. Four. Five. Six.")
    section = part.told("Cost", told, TIGHT)
    assert section is not None
    assert texts(section, Paragraph).text.words == "One."


def test_a_corner_says_what_it_could_do_and_the_first_is_no_other():
    keep, turn = SimpleNamespace(what="keep the tie"), SimpleNamespace(what="turn away")
    b = SimpleNamespace(place="B", state="SUN", name="Sund", options=(keep, turn), explain=lambda: "It waits.")
    a = SimpleNamespace(place="A", state="NOR", name="Norland", options=(keep,), explain=lambda: "It asks.")
    section = part.corners([a, b], WIDE, lambda name: f"{name}'s")
    assert section is not None
    (only,) = section.blocks
    assert only == Paragraph(Text("It waits. It could keep the tie; or turn away.", lead="From Sund's corner."))


def test_the_doubt_of_a_signposts_figure_is_left_out_and_its_interval_kept():
    doubted = Post("a", now="33 % in 2024 (its partners' figures, mirror data or estimates)")
    section = part.signposts([doubted, Post("b", now="0.55 (0.39 to 0.69) in the session of 2022")], WIDE, NONE)
    assert section is not None
    table = texts(section, Table)
    assert [row[1].words for row in table.rows] == ["33 % in 2024", "0.55 (0.39 to 0.69) in the session of 2022"]


def test_a_case_says_what_differed_and_that_its_source_was_named_from_memory():
    section = part.cases([Near(), Near(memory_only=True), Near(differed=("all",), source="")], WIDE)
    assert section is not None
    rows = texts(section, Table).rows
    assert rows[0][0] == Text("Norland: Westmark from Sund, 1969–1979", ("Brandt (1999), The Strait.",))
    assert rows[0][1].words == "detach (disputed)"
    assert rows[0][2].words == "a border; no trade"
    assert rows[1][0].notes == ("Brandt (1999), The Strait, named from memory.",)
    assert rows[2][0].notes == ()
    assert rows[2][2].words == "all"


def test_a_long_entry_ends_at_a_word_with_an_ellipsis():
    said = part.shortened("word, " * 100, TIGHT)
    assert len(said) <= TIGHT.letters + 2
    assert said.endswith("word …")
    bracket = "The two sign a treaty of friendship (last in the chronicle: " + "x" * 100 + ")"
    assert part.shortened(bracket, TIGHT) == "The two sign a treaty of friendship"
    assert part.shortened(bracket, WIDE) == bracket


def test_nothing_found_makes_no_section():
    assert part.changes((), WIDE) is None
    assert part.signposts((), WIDE, NONE) is None
    assert part.cases((), WIDE) is None
    assert part.corners((), WIDE, str) is None
    assert part.told("Cost", None, WIDE) is None


def test_robustness_is_its_own_sentence():
    section = part.robust(SimpleNamespace(explain=lambda: "The words hold."), "")
    assert texts(section, Paragraph).text.words == "The words hold."

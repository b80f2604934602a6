"""From an answer to a document: the order of the sections, what the box says, which sources are named."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from tertius.present.numbers import percent
from tertius.report.document import answer_sections, trust_sections
from tertius.report.document.compose import compose
from tertius.report.document.document import Items
from tertius.report.document.fitting import fitted
from tertius.report.document.room import ROOMS
from tertius.report.document.sources import Sources
from tertius.wedge.judged import Judged, Moved


def titles(document):
    return [s.title for s in document.sections()]


def test_an_answer_of_today_has_its_sections_in_order(found):
    assert titles(compose(found)) == [
        "The answer", "The numbers", "What it is compared with", "The record",
        "What it cannot see",
        "The triangle", "Who is who", "Who needs whom",
    ]  # fmt: skip


def test_every_part_that_an_answer_holds_has_its_section_in_order(full):
    assert titles(compose(full)) == [
        "The answer", "The numbers", "What it is compared with", "The record",
        "For and against", "What speaks for it (5 of 7)", "What speaks against it (5 of 7)",
        "How much hangs on one item",
        "What would move it", "What would change it", "What to watch",
        "What it cannot see",
        "The triangle", "Who is who", "Who needs whom",
        "Seen from the others", "What it would cost the United States", "What the other two could do",
        "The nearest cases",
    ]  # fmt: skip


def test_one_side_alone_stands_without_the_other(full):
    nothing = SimpleNamespace(items=(), ratios=())
    lone = replace(full, weighed=SimpleNamespace(**(vars(full.weighed) | {"signposts": (), "evidence": nothing})))
    assert "What would change it" in titles(compose(lone))
    assert "What to watch" not in titles(compose(lone))
    assert "For and against" not in titles(compose(lone))


def test_the_sentence_holds_number_interval_words_and_names(found):
    box = compose(found).answered
    for piece in (box.number, box.interval, "Russia", "China", "the United States", "5 years"):
        assert piece in box.sentence.words
    assert box.sentence.words.startswith(found.answer.words[0].upper() + found.answer.words[1:])
    labels = [label for label, _ in box.beside]
    assert labels == ["base rate", "data alone", "judgement", "no change", "Russia's own record"]
    assert dict(box.beside)["no change"].words == "0\u2009%"


def test_every_source_of_the_answer_is_in_a_footnote(found):
    notes = " ".join(compose(found).notes)
    for s in found.provenance.snapshots:
        assert s.source.citation.rstrip(".") in notes or s.source.title in notes, s.source.id
    short = " ".join(compose(found, ROOMS[-1]).notes)
    alike: dict[str, list[str]] = {}
    for s in found.provenance.snapshots:
        alike.setdefault(s.source.citation, []).append(s.source.title)
    assert all(any(title in short for title in titles) for titles in alike.values())


def test_the_caveats_that_matter_are_among_those_of_an_answer(found):
    for start in trust_sections.MATTER_MOST:
        assert any(c.startswith(start) for c in found.caveats), start
    kept = trust_sections.ranked(found.caveats)
    assert kept[0].startswith("T1b sees votes")
    assert sorted(kept) == sorted(found.caveats)


def test_the_rule_of_resolution_is_a_footnote_without_marks_of_code(found):
    notes = compose(found).notes
    assert any("Due 31 Oct" in n for n in notes)
    assert not any("`" in n for n in notes)


def test_a_tight_room_keeps_every_class_the_own_record_and_no_change(found):
    section = answer_sections.compared(found, ROOMS[-1], Sources(found.provenance, full=False))
    rows = [row[0].words for row in section.blocks[0].rows]
    assert rows == [*(r.name for r in found.references[:-1]), "Russia's own history", "no change"]


def test_the_word_brief_has_the_classes_acts_changes_and_signposts_of_the_pdf(full):
    def kept(document):
        names = ("What it is compared with", "What speaks", "What would change it", "What to watch")
        blocks = [s.blocks[0] for s in document.sections() if s.title.startswith(names)]
        return [len(b.texts) if isinstance(b, Items) else len(b.rows) for b in blocks]

    page, word = kept(fitted(full)), kept(fitted(full, for_word=True))
    assert page[:3] == word[:3] == [6, 5, 5]
    assert min(page + word) >= 5


def test_the_acts_are_said_to_be_a_selection(full, found):
    assert any("The chronicle is a selection" in t.words for t in compose(full).texts())
    assert not any("The chronicle is a selection" in t.words for t in compose(found).texts())


def test_a_tight_room_names_the_sources_of_a_side_in_order_in_one_note(full):
    tight = next(s for s in compose(full, ROOMS[-1]).sections() if s.title.startswith("What speaks for it"))
    (items,) = tight.blocks
    assert [len(t.notes) for t in items.texts] == [0, 0, 0, 0, 1]
    assert items.texts[-1].notes[0].startswith("In order: Courier 0, 3 Feb 2026; Courier 2")


def moved(**log_odds):
    return tuple(Moved(k, k.title(), v, v - 0.1, v + 0.1, v != 0) for k, v in log_odds.items())


def test_what_moved_the_judged_number_is_told_heaviest_first_with_what_is_not_known():
    held = Judged(0.05, 0.01, 0.2, 0.03, moved(rift=-0.1, reward=0.4, goal=0.0, threat=-0.2), np.zeros(3))
    assert answer_sections.moved_line(held) == (
        "What moves the judged number most, in log odds: reward +0.40, threat −0.20, rift −0.10. Not known, or agreed "
        "on too little, and so adding nothing: goal."
    )
    silent = dataclasses.replace(held, moved=moved(goal=0.0))
    assert answer_sections.moved_line(silent) == "No component is known well enough to move the judged number."


def test_a_judged_number_stands_beside_the_others(full):
    judged = next(a for a in full.answers if a.kind == "judged")
    beside = [(k, t.words.split(" (")[0]) for k, t in compose(full).answered.beside]
    assert ("judgement", percent(judged.probability)) in beside


def test_what_is_too_old_is_said_on_the_first_page(found):
    warning = compose(found).warning
    assert warning is not None
    assert "UN votes end in Sep 2023" in warning.words


def test_the_record_names_the_score_beside_base_rate_and_no_change(found):
    said = trust_sections.asked_of_history(found)
    assert said.count("it is the base rate") == 2
    assert "skill" not in said
    assert "no change 0.0" in said
    moved = dataclasses.replace(found.data, record=dataclasses.replace(found.data.record, skill_low=-0.01))
    said = trust_sections.asked_of_history(dataclasses.replace(found, data=moved))
    assert "base rate 0.0" in said
    assert "skill over the base rate" in said
    assert trust_sections.asked_of_history(dataclasses.replace(found, data=None)) == ""


def test_the_brief_says_whose_judgement_is_in_the_number(found):
    assert "two language models from memory" in answer_sections.judges_line(found)
    people = SimpleNamespace(items=(), ratios=(SimpleNamespace(people=("Ada Quill", "Olaf Berg")),))
    held = replace(found, weighed=SimpleNamespace(**(vars(found.weighed) | {"evidence": people})))
    assert "Evidence is weighed by Ada Quill, Olaf Berg." in answer_sections.judges_line(held)

"""Footnotes of datasets: each once, as its producer wants it cited, and none forgotten."""

from __future__ import annotations

from tertius.report.document.sources import Sources


def test_a_source_is_written_as_its_producer_wants_it_cited(found):
    (note,) = Sources(found.provenance, full=True).note(["sipri_arms"])
    assert note.startswith("SIPRI Arms Transfers Database.")
    assert "Version: generated 18 May 2026." in note


def test_in_short_it_is_producer_title_and_version(found):
    (note,) = Sources(found.provenance, full=False).note(["unga_votes"])
    assert note.endswith("United Nations General Assembly Voting Data, sessions 1-77, unvotes of 2024-04-24.")


def test_two_datasets_cited_alike_are_one_note(found):
    for full in (True, False):
        assert len(Sources(found.provenance, full=full).note(["unga_votes", "unga_resolutions"])) == 1


def test_what_was_not_cited_is_named_at_the_end_and_only_that(found):
    sources = Sources(found.provenance, full=True)
    sources.note(["sipri_arms"])
    (rest,) = sources.others()
    assert "Arms Transfers" not in rest
    assert "Formal Alliances" in rest
    assert sources.others() == ()


def test_a_source_the_answer_does_not_rest_on_has_no_note(found):
    assert Sources(found.provenance, full=True).note(["nowhere"]) == ()


def test_of_sources_cited_alike_the_one_that_was_asked_for_is_named(found):
    sources = Sources(found.provenance, full=False)
    (note,) = sources.note(["china_trade"])
    assert "trade panel" in note
    assert sources.note(["china_events_gdelt"]) == (note,)

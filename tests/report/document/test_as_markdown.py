"""Markdown: footnotes, pipe tables, charts beside it."""

from __future__ import annotations

import re

from tertius.report.document.as_markdown import as_markdown, pictures
from tertius.report.document.compose import compose


def test_every_mark_has_its_note_and_every_note_its_mark(full):
    written = as_markdown(compose(full))
    notes = re.findall(r"^\[\^(\d+)\]: ", written, re.MULTILINE)
    assert notes == [str(n) for n in range(1, len(compose(full).notes) + 1)]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", written)) == set(notes)


def test_marks_are_first_met_in_the_order_of_their_numbers(full):
    body = as_markdown(compose(full)).split("\n[^1]: ")[0]
    met = list(dict.fromkeys(int(n) for n in re.findall(r"\[\^(\d+)\]", body)))
    assert met == sorted(met)


def test_every_table_has_as_many_cells_in_each_row(full):
    rows = [line for line in as_markdown(compose(full)).splitlines() if line.startswith("| ")]
    for block in re.split(r"\n\n+", as_markdown(compose(full))):
        lines = [line for line in block.splitlines() if line.startswith("| ")]
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) <= 1
    assert len(rows) > 20


def test_the_document_begins_with_the_question_and_headings_step_down(found):
    written = as_markdown(compose(found))
    assert written.startswith("# Can the United States pry Russia away from China?\n\n*as of")
    assert "## The triangle\n" in written
    assert "### Who needs whom\n" in written


def test_charts_are_named_after_the_file_and_drawn_whole(found):
    drawn = pictures(compose(found), stem="my brief")
    assert set(drawn) == {"my brief-answer.svg", "my brief-ties.svg"}
    assert "](my%20brief-ties.svg)" in as_markdown(compose(found), stem="my brief")
    assert all(svg.startswith("<svg") and svg.rstrip().endswith("</svg>") for svg in drawn.values())
    assert drawn["my brief-ties.svg"].count("<pattern") == 1


def test_markup_in_words_is_words(hostile):
    written = as_markdown(hostile)
    assert r"\*b\* \_i\_ \`code\` \<label\>" in written
    assert "\n# #" not in written

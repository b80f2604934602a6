"""HTML: opens offline, notes link there and back, nothing in words is markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tertius.report.document.as_html import as_html
from tertius.report.document.compose import compose


class Tree(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.ids, self.links, self.tags = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.tags.append(tag)
        if "id" in held:
            self.ids.append(held["id"])
        if tag == "a":
            self.links.append(held["href"])


@pytest.fixture(scope="module")
def page(full):
    return as_html(compose(full))


def test_every_mark_leads_to_its_note_and_every_note_back_to_each_mark(page, full):
    tree = Tree(page)
    assert len(tree.ids) == len(set(tree.ids))
    assert {link[1:] for link in tree.links} <= set(tree.ids)
    marks = {i for i in tree.ids if i.startswith("mark-")}
    notes = {i for i in tree.ids if i.startswith("note-")}
    assert {f"#{m}" for m in marks} <= set(tree.links)
    assert len(notes) == len(compose(full).notes)
    assert len(marks) == sum(len(t.notes) for t in compose(full).texts())


def test_headings_step_down_one_level_at_a_time(page):
    levels = [int(t[1]) for t in Tree(page).tags if re.fullmatch("h[1-6]", t)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_charts_stand_in_it_as_drawings_with_words_for_who_cannot_see_them(page, full):
    for figure in compose(full).figures:
        assert f'<figure id="{figure.name}">' in page
    assert page.count('role="img"') == len(compose(full).figures)
    assert page.count("<pattern") == 1


def test_it_asks_the_network_for_nothing_and_runs_no_script(page):
    assert "script-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=[\"']https?:", page)


def test_markup_in_words_is_words(hostile):
    page = as_html(hostile)
    assert "<label>" not in page
    assert "&lt;label&gt;" in page


def test_the_same_answer_gives_the_same_page(found):
    assert as_html(compose(found)) == as_html(compose(found))

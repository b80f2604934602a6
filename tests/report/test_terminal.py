"""The pages of the terminal: what they say, how wide, in which characters."""

from __future__ import annotations

import io
import os
from datetime import date

import pytest

from tertius.alignment.ties import ties
from tertius.present.terminal import console
from tertius.report.terminal import print_assessment, print_inventory, print_record, print_ties, print_triangle
from tertius.wedge.assess import assess

LATE = date(2026, 11, 22)


class Tty(io.StringIO):
    """A terminal that keeps what is written to it."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def now(shipped):
    return assess("USA", "RUS", "CHN", as_of=LATE, atlas=shipped)


@pytest.fixture(scope="module")
def pages(now, shipped):
    def printed(show, found) -> str:
        out = io.StringIO()
        show(found, to=console(out))
        return out.getvalue()

    return {
        "assess": printed(print_assessment, now),
        "triangle": printed(print_triangle, now.triangle),
        "ties": printed(print_ties, ties("RUS", "CHN", as_of=LATE, atlas=shipped)),
    }


@pytest.mark.parametrize("name", ["assess", "triangle", "ties"])
def test_no_line_is_wider_than_a_hundred_columns(pages, name):
    assert max(map(len, pages[name].splitlines())) <= 100


@pytest.mark.parametrize("name", ["assess", "triangle", "ties"])
def test_what_is_piped_has_no_escape_codes(pages, name):
    assert "\x1b" not in pages[name]


def test_the_question_the_number_and_the_oldest_data_come_first(pages):
    first = pages["assess"].splitlines()[:5]
    assert first[0].startswith("Can the United States pry Russia away from China?")
    assert first[0].endswith("22 Nov 2026, 5 years ahead")
    assert first[1].startswith("3\u2009% (2–4\u2009%)")
    assert "UN votes end in Sep 2023" in " ".join(first[2:])


def test_every_caveat_and_source_is_printed(now, pages):
    flat = " ".join(pages["assess"].split())
    for caveat in now.caveats:
        assert " ".join(caveat.split()) in flat
    for snapshot in now.provenance.snapshots:
        assert snapshot.source.citation.split(".")[0].split("(")[0].strip() in flat


@pytest.mark.parametrize("columns", ["20", "40", "60", "99", "200"])
def test_any_width_of_terminal_is_written_to(now, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("TERM", "xterm-256color")
    out = Tty()
    print_assessment(now, to=console(out))
    assert "China" in out.getvalue()


def test_no_color_is_obeyed_on_a_terminal(now, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    out = Tty()
    print_assessment(now, to=console(out))
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_any_encoding_is_written_to(now, encoding):
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, newline=os.linesep)
    print_assessment(now, to=console(out))
    out.flush()
    said = raw.getvalue().decode(encoding)
    assert "pry Russia away" in said
    if encoding == "ascii":
        assert "Sao Tome and Principe" in said


def test_a_record_leaves_out_what_is_empty():
    out = io.StringIO()
    print_record({"name": "Russia", "note": "", "aliases": [], "un_to": None, "cow": 365}, to=console(out))
    assert out.getvalue().split() == ["name", "Russia", "cow", "365"]


def test_the_inventory_names_every_dataset():
    from tertius.atlas.inventory import inventory

    out = io.StringIO()
    print_inventory(inventory(), to=console(out))
    for entry in inventory():
        assert entry["key"] in out.getvalue()
    assert max(map(len, out.getvalue().splitlines())) <= 100

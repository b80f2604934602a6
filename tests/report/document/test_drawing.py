"""Charts drawn for paper: in our fonts, without paper of their own, the same at every call."""

from __future__ import annotations

import hashlib
import struct

import pytest

from tertius.report.document.compose import compose
from tertius.report.document.drawing import FONTS, as_png, as_svg, with_fonts


def test_the_fonts_are_those_that_were_made_from_the_vendored_ones():
    listed = dict(reversed(line.split()) for line in (FONTS / "HASHES").read_text(encoding="utf-8").splitlines())
    for path in FONTS.iterdir():
        if path.name not in {"HASHES", "ORIGIN"}:
            assert hashlib.sha256(path.read_bytes()).hexdigest() == listed.pop(path.name), path.name
    assert listed == {}


def records(path):
    """The name table of a font: text by number."""
    font = path.read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    directory = [struct.unpack_from(">4s3I", font, 12 + 16 * n) for n in range(tables)]
    (start,) = (offset for tag, _, offset, _ in directory if tag == b"name")
    _, count, strings = struct.unpack_from(">3H", font, start)
    entries = [struct.unpack_from(">6H", font, start + 6 + 12 * n) for n in range(count)]
    at = start + strings
    return {e[3]: font[at + e[5] : at + e[5] + e[4]].decode("utf-16-be") for e in entries}


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.name)
def test_no_name_of_a_modified_font_is_the_reserved_one(path):
    told = records(path)
    named = [told[n] for n in (1, 3, 4, 6, 16)]
    assert all(name.startswith(("Tertius Se", "Tertius Sa", "TertiusSe", "TertiusSa")) for name in named)
    assert {n for n, said in told.items() if "Source" in said} == {0, 10}
    assert told[10].startswith("A modified version of Source S")
    assert told[0].rstrip(".") in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_they_are_small():
    assert sum(p.stat().st_size for p in FONTS.glob("*.ttf")) < 400_000


def test_a_chart_is_one_drawing_with_its_hatch_and_no_paper(found):
    (ties,) = (f for f in compose(found).figures if f.name == "ties")
    drawn = as_svg(ties)
    assert drawn.count("<svg") == 1
    assert drawn.count("<pattern") == 1
    assert "<pattern" not in as_svg(ties, hatch=False)
    assert "font-family=\"'Tertius Sans','Source Sans 3'," in drawn
    plain = with_fonts(drawn, "Calibri")
    assert "Tertius Sans" not in plain
    assert "Source Sans" not in plain
    assert drawn == as_svg(ties)


def test_a_picture_has_three_points_for_each_of_the_drawing(found):
    (answer,) = (f for f in compose(found).figures if f.name == "answer")
    picture = as_png(answer)
    width = int.from_bytes(picture[16:20], "big")
    assert 3 * 380 <= width <= 3 * 460

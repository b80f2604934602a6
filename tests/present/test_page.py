"""The page frame: escaped, whole, with nothing to fetch."""

from __future__ import annotations

import base64
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import pytest

from tertius.errors import ImpossibleQuestion
from tertius.present.page import page, save, stylesheet, table, term, text

FONTS = Path(str(resources.files("tertius.present").joinpath("fonts")))
HOSTILE = '</title><script>alert(1)</script><img src="https://example.org/x">&'


def test_inserted_text_is_escaped() -> None:
    made = page(HOSTILE, f"<p>{text(HOSTILE)}</p>{term(HOSTILE, HOSTILE)}")
    assert "<script" not in made
    assert "<img" not in made
    assert "&lt;script&gt;" in made


def test_a_figure_stays_on_the_line_of_its_unit() -> None:
    said = text("about 4\u2009% (1–9\u2009%), <0.1\u2009%, US$240 bn by 22 Nov 2026")
    assert re.findall(r'<span class="n">(.*?)</span>', said) == [
        "4\u2009%",
        "1–9\u2009%",
        "&lt;0.1\u2009%",
        "US$240 bn",
        "22 Nov 2026",
    ]


def test_the_page_fetches_nothing() -> None:
    made = page("t", "<p><a href='https://doi.org/10.5281/zenodo.18750055'>source</a></p>", scripts="let x = 1;")
    without_links = re.sub(r"<a href=[^>]*>", "", made)
    assert re.findall(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//""", without_links) == []
    assert re.findall(r"""url\(\s*["']?(?!data:font/woff2;base64,|#tertius-no-data)""", made) == []
    assert "@import" not in made
    assert "default-src 'none'" in made


def test_only_the_given_script_may_run() -> None:
    script = "document.title = 'x';"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page("t", "", scripts=script)
    assert "script-src 'none'" in page("t", "")


def test_a_served_page_may_call_its_own_address_only() -> None:
    assert "connect-src 'none'" in page("t", "")
    assert "connect-src 'self'" in page("t", "", served=True)


@pytest.mark.parametrize("scripts", ["'</SCRIPT>'", "'<!--'"])
def test_a_script_that_closes_its_tag_is_refused(scripts: str) -> None:
    with pytest.raises(ImpossibleQuestion, match="closes its own tag"):
        page("t", "", scripts=scripts)


@pytest.mark.parametrize("lang", ["", 'en" onload="x', "english language"])
def test_what_is_no_language_is_refused(lang: str) -> None:
    with pytest.raises(ImpossibleQuestion, match="language tag"):
        page("t", "", lang=lang)


def test_letters_beyond_western_europe_bring_their_fonts() -> None:
    assert page("t", "<p>Paris</p>").count("@font-face") == 3
    assert page("t", "<p>Erdoğan</p>").count("@font-face") == 6


def test_the_sheet_covers_paper_and_dark_screens() -> None:
    sheet = stylesheet()
    assert "@media print" in sheet
    assert "@media screen and (prefers-color-scheme:dark)" in sheet
    assert "tabular-nums" in sheet


def test_colours_stand_only_in_the_variables() -> None:
    sheet = resources.files("tertius.present").joinpath("page.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?!-)", sheet) == []


def test_the_fonts_are_those_that_were_vendored() -> None:
    listed = dict(reversed(line.split()) for line in (FONTS / "HASHES").read_text(encoding="utf-8").splitlines())
    here = {path.name for path in FONTS.iterdir()} - {"HASHES", "ORIGIN"}
    assert set(listed) == here
    for name, digest in listed.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest, name


def test_a_page_is_written_again_where_it_was_deleted(tmp_path) -> None:
    for _ in range(2):
        assert save("<p>Tromsø</p>", tmp_path / "a.html").read_text(encoding="utf-8") == "<p>Tromsø</p>"
        (tmp_path / "a.html").unlink()
    assert list(tmp_path.iterdir()) == []


def test_threads_that_write_one_page_leave_one_whole(tmp_path) -> None:
    pages = [c * 200_000 for c in "abcd"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: save(pages[n % 4], tmp_path / "a.html"), range(80)))
    assert (tmp_path / "a.html").read_text() in pages
    assert [p.name for p in tmp_path.iterdir()] == ["a.html"]


def test_the_reserved_name_is_that_of_no_font_we_changed() -> None:
    # A WOFF2 file is compressed: what a page calls them is what can be seen from here.
    assert all("source" not in path.name for path in FONTS.glob("*.woff2"))
    families = set(re.findall(r'@font-face\{font-family:"([^"]+)"', stylesheet()))
    assert families == {"Tertius Serif", "Tertius Sans"}


def test_the_fonts_are_small_and_free() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.woff2")) < 350_000
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert licence.count("Adobe") == licence.count("with Reserved Font Name ‘Source’") == 2


def test_the_cells_of_a_table_are_escaped_and_figures_stand_right():
    assert table(("a", "n"), [("x < y", "1")], numeric=(1,)) == (
        '<table><thead><tr><th>a</th><th class="num">n</th></tr></thead>'
        '<tbody><tr><td>x &lt; y</td><td class="num">1</td></tr></tbody></table>'
    )
    assert table(("a",), []).endswith("<tbody></tbody></table>")

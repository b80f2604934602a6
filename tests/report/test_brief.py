"""The answer as one file that opens offline."""

from __future__ import annotations

import html
import json
import re
from datetime import date

import pytest
import vl_convert

from tertius.errors import TertiusError
from tertius.present.numbers import percent, percent_range
from tertius.report import brief as module
from tertius.report.brief import brief, write_brief
from tertius.report.lines import headline, reference_rows, tie_rows
from tertius.wedge.assess import assess


@pytest.fixture(scope="module")
def now(shipped):
    return assess("USA", "RUS", "CHN", as_of=date(2026, 11, 22), atlas=shipped)


@pytest.fixture(scope="module")
def page(now):
    with pytest.MonkeyPatch.context() as patch:
        # The bundle of Vega is the same for every page and tested where it is made.
        patch.setattr(module, "bundle", lambda: "/* charts */")
        return brief(now)


def told(page: str) -> str:
    """What a reader reads: no tags, no scripts, entities resolved, spaces single."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", bare)).split())


def flat(text: str) -> str:
    return " ".join(text.split())


def test_page_terminal_and_record_show_the_same_figures(now, page):
    said, record = told(page), now.to_dict()
    assert flat(percent(record["answer"]["probability"])) in said
    assert flat(percent_range(record["answer"]["low"], record["answer"]["high"])) in said
    assert flat(record["explained"]) in said
    assert flat(record["answer"]["words"]) in headline(now)
    for row, r in zip(reference_rows(now), record["references"], strict=False):
        assert row[1] == percent(r["rate"])
        assert row[2] == percent_range(r["low"], r["high"])
        assert flat(row[3]) in said
    for row in tie_rows(now.triangle.ties):
        for cell in row:
            assert flat(cell) in said


def test_every_number_stands_in_the_first_section(now, page):
    first = told(page[: page.index("</section>")])
    for a in now.answers:
        assert flat(f"{percent(a.probability)} ({percent_range(a.low, a.high)})") in first


def test_cells_of_ties_are_the_figures_of_the_record(now):
    newest = {(tuple(t["pair"]), t["measure"]): t["value"] for t in now.to_dict()["triangle"]["ties"]}
    shown = dict(zip((t.pair for t in now.triangle.ties), tie_rows(now.triangle.ties)[0][1:4], strict=True))
    for tie in now.triangle.ties:
        value = newest[(tie.a.iso3, tie.b.iso3), "agreement"]
        assert shown[tie.pair].startswith(f"{value:.2f}")


def test_every_caveat_stands_on_the_page(now, page):
    said = told(page)
    assert all(flat(c) in said for c in now.caveats)
    assert flat(now.warning) in said


def test_nothing_is_fetched(page):
    assert not re.search(r"""(?:src|href)\s*=\s*["']?https?:""", page)
    assert "@import" not in page


def test_every_chart_on_it_draws(page):
    specs = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, flags=re.DOTALL)
    assert len(specs) >= 5
    for spec in specs:
        drawn = json.loads(spec)
        if drawn.get("width") == "container":
            drawn["width"] = 400
        assert "<svg" in vl_convert.vegalite_to_svg(drawn, allowed_base_urls=[])


def test_figures_are_told_to_who_cannot_see_them(page):
    labels = re.findall(r'role="img" aria-label="([^"]+)"', page)
    assert labels
    assert all(len(label) > 20 for label in labels)


def test_a_question_without_roles_still_makes_a_page(shipped, monkeypatch):
    monkeypatch.setattr(module, "bundle", lambda: "")
    found = assess("USA", "GBR", "RUS", as_of=date(1954, 6, 1), atlas=shipped)
    assert "the United Kingdom" in told(brief(found))


def test_a_folder_that_is_not_there_is_refused(now, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "bundle", lambda: "")
    with pytest.raises(TertiusError, match=r"cannot write .*answer\.html") as refused:
        write_brief(now, tmp_path / "nowhere" / "answer.html")
    assert "folder that exists" in refused.value.hint


def test_the_file_is_replaced_whole_and_leaves_no_draft(now, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "bundle", lambda: "")
    target = tmp_path / "answer.html"
    target.write_text("old")
    write_brief(now, target)
    assert "<!doctype html>" in target.read_text(encoding="utf-8").lower()
    assert [p.name for p in tmp_path.iterdir()] == ["answer.html"]


def test_a_folder_in_place_of_a_file_is_refused_and_left_alone(now, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "bundle", lambda: "")
    with pytest.raises(TertiusError, match="cannot write"):
        write_brief(now, tmp_path)
    assert not list(tmp_path.iterdir())
    assert not list(tmp_path.parent.glob(".*.tmp"))

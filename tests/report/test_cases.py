"""The pages of the case list: inside a hundred columns, with warning, marks and sources."""

from __future__ import annotations

import io
from datetime import date

import pytest

from tertius.present.terminal import console
from tertius.report.cases import SHOWN, print_cases
from tertius.report.cases_page import cases_page, write_cases
from tertius.wedge.cases.agreement import case_agreement
from tertius.wedge.cases.cases import cases
from tertius.wedge.cases.features import Sought
from tertius.wedge.cases.near import near_cases

LATE = date(2026, 11, 22)


@pytest.fixture(scope="module")
def results():
    return {
        "table": cases(as_of=LATE),
        "choice": cases(era=(2025, 2026), as_of=LATE),
        "near": near_cases("USA", "RUS", "CHN", as_of=LATE, sought=Sought(status="informal")),
        "none": near_cases("USA", "RUS", "CHN", as_of=date(1893, 1, 1), sought=Sought(status="informal")),
        "agreement": case_agreement(),
    }


def printed(found) -> str:
    file = io.StringIO()
    print_cases(found, to=console(file))
    return file.getvalue()


@pytest.mark.parametrize("name", ["table", "choice", "near", "none", "agreement"])
def test_a_page_is_at_most_a_hundred_columns(results, name):
    assert max(map(len, printed(results[name]).splitlines())) <= 100


@pytest.mark.parametrize("name", ["table", "choice", "near", "none", "agreement"])
def test_every_caveat_is_printed_and_on_the_page(results, name):
    text, page = " ".join(printed(results[name]).split()), cases_page(results[name])
    for caveat in results[name].caveats:
        assert caveat in text
        assert caveat.split(",")[0].split("'")[0] in page


def test_a_case_from_memory_is_marked_wherever_it_stands(results):
    found = results["near"]
    text = printed(found)
    marked = [c.memory_only for c in found.cases[:SHOWN]]
    assert any(marked)
    assert not all(marked)
    for n, memory in enumerate(marked, start=1):
        assert (f"[{n}\u2009m]" in text) == memory
        assert (f"[{n}]" in text) != memory
    assert "m: the source was named from memory" in text


def test_a_list_of_open_cases_has_no_rates(results):
    text = printed(results["choice"])
    assert "HOW OFTEN" not in text
    assert "W094" in text
    assert "unresolved" in text


def test_a_story_told_from_two_sides_names_the_other(results):
    page = cases_page(results["near"])
    assert "(same story: W028)" in page


def test_no_rate_stands_without_its_warning(results):
    page = cases_page(results["table"])
    assert page.index("Neither causal nor base rates") < page.index("36 of 57")


def test_a_page_needs_no_script_and_calls_nobody(results, tmp_path):
    written = write_cases(results["table"], tmp_path / "cases.html").read_text(encoding="utf-8")
    assert "<script" not in written
    assert "script-src 'none'" in written
    assert "http://" not in written.replace("http://www.w3.org", "")

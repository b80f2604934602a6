"""Every triangle of a pair on the terminal and as a page."""

from __future__ import annotations

import io
from datetime import date

import pytest

from tertius.errors import TertiusError
from tertius.present.terminal import console
from tertius.report.blowback import blowback_rows, blowback_section, print_blowback, write_blowback
from tertius.wedge.outlook.blowback import blowback

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def found(shipped):
    return blowback("USA", "RUS", "CHN", as_of=DAY, atlas=shipped)


@pytest.fixture(scope="module")
def shown(found):
    out = io.StringIO()
    print_blowback(found, to=console(out))
    return out.getvalue()


def test_the_sum_in_words_comes_first_and_every_ally_has_a_row(found, shown):
    head, _, rest = shown.partition("ALLIES OF THE UNITED STATES")
    assert " ".join(found.explain().split()) in " ".join(head.split())
    assert all(t.name.split()[0] in rest for t in found.allies)


def test_nothing_is_wider_than_the_page(shown):
    assert max(map(len, shown.splitlines())) <= 100


def test_allies_c_and_others_stand_apart(shown):
    assert shown.index("ALLIES OF") < shown.index("THE STATE TO BE LEFT") < shown.index("OTHERS: 30 OF ")


def test_a_row_has_the_ties_with_their_doubt_and_the_roles(found):
    rows = {r[0]: r for r in blowback_rows(found, found.thirds)}
    name, tie_a, tie_b, tie_c, kappas, exposed, *_ = rows["Japan"]
    assert name == "Japan"
    assert all(" ±" in tie for tie in (tie_a, tie_b, tie_c))
    assert len(kappas.split()) == 3
    assert exposed.endswith("%")
    assert rows["China"][3] == "not known"


def test_a_role_that_turns_shows_both(found):
    turned = next(t for t in found.thirds if t.role[0] != t.role_after[0])
    row = blowback_rows(found, [turned])[0]
    assert f"{turned.role[0]} > {turned.role_after[0]}" in row


def test_the_section_is_escaped_html_with_kappas_and_payoffs(found):
    section = blowback_section(found)
    assert section.count("<table>") == 3
    assert "kappas with USA, RUS, CHN" in section
    assert '<th class="num">payoff</th>' in section


def test_the_page_opens_offline_and_names_its_sources(found, tmp_path):
    written = write_blowback(found, tmp_path / "b.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in written
    assert "Every triangle of the United States and Russia" in written
    assert "Alliance Treaty Obligations and Provisions" in written


def test_a_folder_that_is_not_there_is_refused(found, tmp_path):
    with pytest.raises(TertiusError):
        write_blowback(found, tmp_path / "no" / "b.html")


def test_without_c_there_is_no_column_of_it(shipped):
    found = blowback("FRA", "TUR", as_of=DAY, atlas=shipped)
    out = io.StringIO()
    print_blowback(found, to=console(out))
    assert "tie FRA" in out.getvalue()
    assert "THE STATE TO BE LEFT" not in out.getvalue()

"""The backtest on a page: the finding first, every target, every forecast of the triad, and the alarm."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

from tertius.errors import TertiusError
from tertius.forecasting.backtest.kept_record import kept_backtest
from tertius.present.terminal import console
from tertius.report.backtest import backtest_page, print_backtest, write_backtest


@pytest.fixture(scope="module")
def found(shipped):
    return kept_backtest(shipped)


@pytest.fixture(scope="module")
def written(found) -> str:
    return backtest_page(found)


def printed(found) -> str:
    out = io.StringIO()
    print_backtest(found, to=console(out))
    return out.getvalue()


def test_the_terminal_page_fits_a_hundred_columns_and_cuts_nothing(found):
    said = printed(found)
    assert max(map(len, said.splitlines())) <= 100
    assert said.startswith("Asked of history, how would this method have done?")
    # A cut word would show as a fragment of "disjoint" or of a state's code.
    assert {"RUS", "CHN", "halves", "same"} <= set(said.split())
    for head in (
        "BRIER SCORES",
        "SKILL OVER",
        "BY ERA",
        "WHAT EACH TERM EARNED",
        "THE SIZE OF THE MOVE",
        "FIRST TRIAD",
    ):
        assert head in said


def test_no_cell_is_broken_over_two_lines(found):
    """The first cell of every row of the move's table stands on the line of its last."""
    rows = printed(found).split("THE SIZE OF THE MOVE")[1].split("THE FIRST TRIAD")[0].splitlines()[3:]
    assert [row.split()[0] for row in rows if row.strip()] == ["T1", "T1", "T1", "T1", "1-D", "1-D"] * 2


def test_both_pages_say_where_position_is_better_and_how_calibration_looks_within(found, written):
    said = " ".join(printed(found).split())
    assert "Position alone beats the model here" in said
    assert "Position alone beats the model here" in written
    within = f"{found.calibration.within:.2f} within them"
    assert within in said
    assert within in written


def test_the_file_holds_a_diagram_and_every_forecast_of_the_triad(found, written):
    assert 'id="reliability"' in written
    assert 'id="targets"' in written
    rows = re.findall(r"<tr>", written.split("Every forecast of the first triad</h2>")[1].split("</table>")[0])
    assert len(rows) == 1 + len(found.triad)
    assert len(found.triad) > 500
    assert "http" not in re.sub(r"<script.*?</script>", "", written, flags=re.DOTALL).replace("http-equiv", "")


def test_no_term_for_the_first_triad_is_said(found):
    newest = found.choice("T1b toward", "USA", "CHN", 5, 2022)
    assert newest.terms == ()
    assert "no term earned its place and the model is the rate" in " ".join(printed(found).split())


def test_an_alarm_stands_on_the_page(found):
    alarmed = replace(found, suspects=("T1b toward USA-RUS: position has skill 0.40",))
    assert printed(alarmed).count("Suspected leakage") == 1
    assert 'class="warning"' in backtest_page(alarmed)


def test_it_is_written_whole_or_not_at_all(found, tmp_path):
    path = write_backtest(found, tmp_path / "backtest.html")
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [p.name for p in tmp_path.iterdir()] == ["backtest.html"]
    with pytest.raises(TertiusError, match="cannot write"):
        write_backtest(found, tmp_path / "nowhere" / "backtest.html")

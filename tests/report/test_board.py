"""A board on a page: letters, odds, doubts, and the classic matrix with its warning."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from rich.cells import cell_len

from tertius.ledger.board import Board, Evidence, Hypothesis, read_board
from tertius.ledger.verdict import weigh
from tertius.present.terminal import console
from tertius.report.board import print_board

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "weigh-hypotheses.md"
ITEMS = (
    Evidence("Both renewed the lease", "Gazette", (0.8, 0.4)),
    Evidence("Rain", "Gazette", (0.6, 0.6)),
)
BOARD = Board("Will it last?", "A. Analyst", date(2026, 11, 22), (Hypothesis("a", 0.5), Hypothesis("b", 0.5)), ITEMS)


def printed(board: Board) -> str:
    out = io.StringIO()
    print_board(weigh(board), to=console(out))
    return out.getvalue()


def test_every_part_is_there_within_100_columns():
    long = replace(BOARD, evidence=(replace(ITEMS[0], text="lease " * 40), *ITEMS))
    said = printed(long)
    assert all(cell_len(line) <= 100 for line in said.splitlines())
    for part in (
        "AFTER THE EVIDENCE",
        "WHAT EACH ITEM TELLS",
        "THE CLASSIC MATRIX",
        "does not make analysts more accurate",
    ):
        assert part in said


def test_odds_are_the_ratio_of_the_likelihoods():
    said = printed(BOARD)
    assert "×2.00 for A" in said
    assert re.search(r"Rain.*neither", said)


def test_not_robust_is_a_heading_only_where_it_is_so():
    assert "NOT ROBUST" in printed(BOARD)
    strong = tuple(Evidence(f"e{i}", "Gazette", (0.9, 0.05)) for i in range(9))
    assert "NOT ROBUST" not in printed(replace(BOARD, evidence=strong))


def test_the_example_of_the_how_to_runs_and_says_what_the_page_says(tmp_path):
    path = tmp_path / "treaty.toml"
    example = re.search(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    path.write_text(example[1], encoding="utf-8")
    out = io.StringIO()
    print_board(weigh(read_board(path)), to=console(out))
    said = out.getvalue().replace("\u2009", " ")
    assert "lasts: 52 %" in said
    assert "ends leads at 38 % without" in said

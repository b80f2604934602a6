"""A board says who judged what and when, or is refused with what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from tertius.errors import ImpossibleQuestion, TertiusError, UnknownName
from tertius.ledger.board import board_from, read_board

BOARD = """
question = "Will the harbour treaty last?"
by = "A. Analyst"
on = 2026-11-22

[[hypothesis]]
name = "lasts"
prior = 0.5
[[hypothesis]]
name = "ends"
prior = 0.3
[[hypothesis]]
name = "something else"
prior = 0.2

[[evidence]]
text = "Both renewed the lease"
source = "Harbour Gazette, 3 May 2026"
likelihood = { "lasts" = 0.8, "ends" = 0.4, "something else" = 0.1 }
[[evidence]]
text = "The weather was fine"
source = "Harbour Gazette, 4 May 2026"
likelihood = { "lasts" = 0.6, "ends" = 0.6, "something else" = 0.6 }
[[evidence]]
text = "A minister spoke of leaving"
source = "Radio, 9 May 2026"
likelihood = { "lasts" = 0.2, "ends" = 0.5, "something else" = 0.7 }
"""


@pytest.fixture
def written(tmp_path):
    def write(text: str = BOARD):
        path = tmp_path / "board.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_board_is_read_as_it_is_written(written):
    board = read_board(written())
    assert board.on == date(2026, 11, 22)
    assert [h.name for h in board.hypotheses] == ["lasts", "ends", "something else"]
    assert board.evidence[0].likelihoods == (0.8, 0.4, 0.1)
    assert board.weights() == (1, 1, 1)


def test_a_reprint_shares_the_weight_of_what_it_repeats(written):
    reprint = BOARD + (
        '[[evidence]]\ntext = "The lease again"\nsource = "Evening Post"\nrepeats = "Both renewed the lease"\n'
        'likelihood = { "lasts" = 0.8, "ends" = 0.4, "something else" = 0.1 }\n'
    )
    assert read_board(written(reprint)).weights() == (0.5, 1, 1, 0.5)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('by = "A. Analyst"', "", "by whom"),
        ("on = 2026-11-22", 'on = "2026"', "without quotes"),
        ("prior = 0.2", "prior = 0.3", "sum to 1"),
        ("prior = 0.2", 'prior = "low"', "name and a prior"),
        ('name = "ends"', 'name = "lasts"', "different names"),
        ('"ends" = 0.4, ', "", "every hypothesis"),
        ('"ends" = 0.4', '"ends" = 0', "every hypothesis"),
        ('source = "Radio, 9 May 2026"', "weight = 0.5", "a source"),
        ('source = "Radio, 9 May 2026"', 'source = "Radio"\nweight = 2', "between 0 and 1"),
    ],
)
def test_what_is_no_judgement_is_refused(written, was, becomes, said):
    assert was in BOARD
    with pytest.raises(ImpossibleQuestion, match=said):
        read_board(written(BOARD.replace(was, becomes)))


def test_a_misspelt_key_or_hypothesis_is_answered_with_the_nearest(written):
    with pytest.raises(UnknownName, match="did you mean 'likelihood'"):
        read_board(written(BOARD.replace("likelihood =", "likelyhood =", 1)))
    with pytest.raises(UnknownName, match="did you mean 'ends'"):
        read_board(written(BOARD.replace('"ends" = 0.4', '"end" = 0.4')))
    with pytest.raises(UnknownName, match="item of evidence"):
        read_board(written(BOARD + 'repeats = "Nothing"\n'))


def test_what_is_not_toml_is_refused(written, tmp_path):
    for path in (written("question = "), tmp_path / "absent.toml"):
        with pytest.raises(TertiusError, match="is not a board"):
            read_board(path)


def test_a_board_without_evidence_is_refused():
    with pytest.raises(ImpossibleQuestion, match="evidence"):
        board_from(
            {
                "question": "q",
                "by": "x",
                "on": date(2026, 1, 1),
                "hypothesis": [{"name": "a", "prior": 0.5}, {"name": "b", "prior": 0.5}],
            }
        )

"""The README shows what is really printed, and its prose gives the figures of this edition."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

import tertius as tt
from tertius.atlas.build import EDITION, SOURCES
from tertius.atlas.store import open_atlas
from tertius.present.terminal import console
from tertius.report.terminal import print_assessment

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def answer() -> tt.Assessment:
    return tt.assess("USA", "RUS", "CHN", as_of=EDITION)


def shown_answer(readme: str) -> list[str]:
    block = re.search(r"<!-- answer.*?```text\n(.*?)```", readme, re.DOTALL)
    assert block is not None
    return block[1].splitlines()


def test_every_line_of_the_answer_in_the_readme_is_printed_in_that_order(readme: str, answer: tt.Assessment) -> None:
    out = io.StringIO()
    print_assessment(answer, to=console(out))
    printed = iter(line.rstrip() for line in out.getvalue().splitlines())
    for line in shown_answer(readme):
        if line != "…":
            assert line in printed, line


def test_the_readme_shows_the_numbers_what_moves_them_the_references_and_the_roles(readme: str) -> None:
    shown = "\n".join(shown_answer(readme))
    for part in (
        "almost no chance (ICD 203)",
        "Too old",
        "Russia's own history",
        "with judgements, untested",
        "Shared threat",
        "if this is seen within a year",
        "outcast",
        "…",
    ):
        assert part in shown


def test_the_record_in_the_prose_is_that_of_the_answer(readme: str, answer: tt.Assessment) -> None:
    assert answer.record is not None
    said = next(line for line in readme.splitlines() if line.startswith("- **The number is no better"))
    record = answer.record
    assert re.findall(r"0\.\d{4}", said) == [f"{b:.4f}" for b in (record.recency, record.long_run, record.no_change)]
    assert str(record.first) in said
    assert str(record.last) in said
    # The day this is no longer so, the sentence goes.
    assert record.recency >= record.long_run


def test_the_counts_in_the_prose_are_those_of_the_atlas(readme: str) -> None:
    votes = open_atlas().rollcalls
    assert f"{len(SOURCES)} public datasets on {len(votes.states)} voting states" in readme
    assert f"{int((votes.answers == votes.answers).sum()):,} General Assembly votes" in readme


def test_the_base_rates_in_the_changelog_are_those_of_the_answer(answer: tt.Assessment) -> None:
    said = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert EDITION.isoformat() in said
    a = answer.answer
    assert f"{a.probability:.1%} ({a.low:.1%} to {a.high:.1%})" in said.replace("\u2009", "").replace(" %", "%")
    for reference in answer.references:
        assert f"{reference.events:,} of {reference.n:,}" in said

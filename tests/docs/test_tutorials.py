"""Every block on a page runs, in order and in one namespace, and prints what the page shows."""

from __future__ import annotations

import io
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pytest

from tertius.atlas.store import SHIPPED

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *(p for p in sorted((ROOT / "docs").rglob("*.md")) if p.parent.name != "reference"))

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of code or commands, the line it starts at, and what the page shows after it."""

    language: str
    code: str
    line: int
    shown: str | None


def blocks_of(page: str) -> list[Block]:
    """The blocks that run; a `text` block is output where only blank lines part it from the block before."""
    fences = list(_FENCE.finditer(page))
    found: list[Block] = []
    for fence, after in zip_longest(fences, fences[1:]):
        if fence[1] not in {"python", "console"}:
            continue
        shown = after is not None and after[1] == "text" and not page[fence.end() : after.start()].strip()
        line = page.count("\n", 0, fence.start()) + 1
        found.append(Block(fence[1], fence[2], line, after[2] if shown and after else None))
    return found


def plain(text: str) -> list[str]:
    """Lines with single spaces; empty ones are left out."""
    return [joined for line in text.splitlines() if (joined := " ".join(line.split()))]


def typed(commands: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the commands of a block print, on both streams."""
    from tertius.cli import main

    out = io.StringIO()
    for command in commands.splitlines():
        assert command.startswith("$ tertius "), f"a console block holds commands only: {command}"
        monkeypatch.setattr(sys, "argv", shlex.split(command.removeprefix("$ "), comments=True))
        with redirect_stdout(out), redirect_stderr(out), pytest.raises(SystemExit):
            main()
    return out.getvalue()


def missing_from(printed: list[str], shown: list[str]) -> str | None:
    """The first shown line that is not part of a printed one, read in order; None where all are."""
    rest = iter(printed)
    return next((line for line in shown if not any(line in candidate for candidate in rest)), None)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_page_does_what_it_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TERTIUS_VAULT", raising=False)
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("TERTIUS_DATABASE", str(tmp_path / "data" / "tertius.sqlite"))
    monkeypatch.setenv("TERTIUS_ATLAS", str(SHIPPED))
    names: dict[str, object] = {"__name__": "page"}
    for block in blocks_of(page.read_text(encoding="utf-8")):
        where = f"{page.relative_to(ROOT)}, line {block.line}"
        if block.language == "python":
            out = io.StringIO()
            with redirect_stdout(out):
                exec(compile(block.code, where, "exec"), names)
            if block.shown is not None:
                assert plain(out.getvalue()) == plain(block.shown), where
        else:
            printed = plain(typed(block.code, monkeypatch))
            assert missing_from(printed, plain(block.shown or "")) is None, f"{where}: {printed}"


def test_output_is_taken_from_the_block_that_follows_at_once() -> None:
    page = "```python\n1\n```\n\n```text\none\n```\n\n```python\n2\n```\n\nand\n\n```text\nno output\n```\n"
    assert [(b.code, b.shown) for b in blocks_of(page)] == [("1\n", "one\n"), ("2\n", None)]


def test_a_shown_line_that_was_not_printed_is_found() -> None:
    assert missing_from(["a b c", "d"], ["b c", "d"]) is None
    assert missing_from(["a", "b"], ["b", "a"]) == "a"
    assert missing_from(["1 of 46"], ["2 of 46"]) == "2 of 46"

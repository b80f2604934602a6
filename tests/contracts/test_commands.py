"""Every command helps with an example, prints one object, and keeps its streams apart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tertius.atlas.store import SHIPPED

ARTICLE = str(Path(__file__).parents[1] / "samples" / "articles" / "east.txt")
COMMANDS = [
    ("assess", "USA", "RUS", "CHN", "--as-of", "2016-11"),
    ("triangle", "USA", "RUS", "CHN", "--as-of", "2016-11"),
    ("ties", "RUS", "CHN", "--as-of", "2016-11"),
    ("states", "South Korea"),
    ("chronicle", "RUS", "CHN", "--since", "2020"),
    ("cases",),
    ("cases", "USA", "RUS", "CHN", "--as-of", "2016-11"),
    ("data", "list"),
    ("ideal-points", "--as-of", "1956", "--sweeps", "8"),
    ("split-half", "--as-of", "1956", "--sweeps", "8"),
    ("read", ARTICLE, "--no-store"),
    ("casebook", "list"),
    ("casebook", "judge", "USA", "RUS", "CHN", "goal", "-1.5", "--who", "Ada Quill", "--why", "So."),
    ("casebook", "judgements", "USA", "RUS", "CHN"),
    ("casebook", "agreement"),
    ("ledger", "scores"),
    ("ledger", "list"),
    ("ledger", "verify"),
    ("ledger", "resolve"),
    ("ledger", "add", "Arvonia leaves the Pact", "--p", ".07", "--by", "2999"),
    ("backtest",),
    ("blowback", "USA", "RUS", "CHN"),
    ("whatif", "USA", "RUS", "CHN", "--set", "war=settled", "--as-of", "2024-06"),
]
HELPED = [
    "assess",
    "triangle",
    "ties",
    "structure",
    "dependence",
    "blowback",
    "states",
    "chronicle",
    "cases",
    "data list",
    "data pull",
    "data build",
    "data fit",
    "ideal-points",
    "split-half",
    "read",
    "casebook list",
    "casebook show",
    "casebook export",
    "casebook correct",
    *(f"casebook {verb}" for verb in ("judge", "judgements", "withdraw", "agreement")),
    *(f"ledger {verb}" for verb in ("add", "ask", "list", "show", "resolve", "verify", "scores")),
    *(f"ledger {verb}" for verb in ("import", "export", "review", "withdraw", "alias", "board", "pool", "coherent")),
    "backtest",
    "whatif",
    "report",
]


def start(*words: str, **env: str) -> subprocess.Popen[bytes]:
    """A command in a process of its own, with no atlas but the shipped one."""
    return subprocess.Popen(
        [sys.executable, "-c", "from tertius.cli import main; main()", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERTIUS_ATLAS": str(SHIPPED), **env},
    )


def run(*words: str, **env: str) -> tuple[int, bytes, bytes]:
    with start(*words, **env) as process:
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err


def test_every_command_is_tested_here(tertius):
    from typer.main import get_command

    from tertius.cli import app

    def names(group, before: str = "") -> set[str]:
        found: set[str] = set()
        for name, command in group.commands.items():
            found |= names(command, f"{before}{name} ") if hasattr(command, "commands") else {f"{before}{name}"}
        return found

    assert names(get_command(app)) == set(HELPED)


@pytest.mark.parametrize("name", HELPED)
def test_help_has_an_example(tertius, name):
    status, out, err = tertius(*name.split(), "--help")
    assert (status, err) == (0, "")
    assert "Example: " in out
    assert f"tertius {name}" in out
    assert "--json" in out
    assert max(map(len, out.splitlines())) <= 100


def test_help_of_the_whole_names_every_command(tertius):
    status, out, _ = tertius("--help")
    assert status == 0
    assert all(name.split()[0] in out for name in HELPED)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda w: " ".join(w[:2]))
def test_json_is_one_object_and_nothing_else(tertius, words):
    status, out, err = tertius(*words, "--json")
    assert (status, err) == (0, "")
    json.loads(out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert out.endswith("\n")


@pytest.mark.parametrize("words", COMMANDS, ids=lambda w: " ".join(w[:2]))
def test_a_page_is_plain_and_at_most_a_hundred_columns(tertius, words):
    status, out, err = tertius(*words)
    assert (status, err) == (0, "")
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize("words", [COMMANDS[0], COMMANDS[3], (*COMMANDS[2], "--json")], ids=str)
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_narrow_encoding_is_written_to(words, encoding):
    status, out, err = run(*words, PYTHONIOENCODING=encoding, NO_COLOR="1")
    assert (status, err) == (0, b"")
    if "--json" in words:
        json.loads(out.decode("utf-8"))
    else:
        assert out.decode(encoding)


@pytest.mark.parametrize("words", [COMMANDS[0], (*COMMANDS[2], "--json")], ids=["page", "object"])
def test_a_broken_pipe_is_quiet(words):
    with start(*words) as process:
        process.stdout.close()
        err = process.stderr.read()
        process.wait(timeout=60)
    assert err == b""
    assert process.returncode != 0


def test_a_refusal_is_quiet_on_standard_output_and_short_on_standard_error():
    status, out, err = run("assess", "USA", "USA", "CHN", PYTHONIOENCODING="ascii")
    assert (status, out) == (2, b"")
    assert 1 <= len(err.splitlines()) <= 4
    assert b"Traceback" not in err


def test_a_traceback_is_shown_when_asked_for():
    status, _, err = run("--traceback", "assess", "USA", "USA", "CHN")
    assert status != 0
    assert b"Traceback" in err
    assert b"three corners" in err

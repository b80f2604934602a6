"""Imports run downwards, and each room loads no more than it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENV = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERTIUS_ATLAS": str(ROOT / "src/tertius/atlas/data")}

HEAVY = {"polars", "numpy", "scipy", "pandas", "altair", "vl_convert", "httpx", "rdata", "rich", "typer", "numba"}
HEAVY |= {"spacy", "sqlalchemy", "alembic", "pydantic_ai", "openai", "trafilatura"}

MEASURES = sorted(
    f"tertius.measures.{p.stem}" for p in (ROOT / "src/tertius/measures").glob("*.py") if p.stem != "__init__"
)


def loaded(code: str) -> set[str]:
    """The top names of all modules that are loaded after `code` ran in a fresh process."""
    probe = (
        "import sys, socket, io\n"
        "class Refused(socket.socket):\n"
        "    def __init__(self, *a, **k): raise SystemExit('a socket was opened')\n"
        "socket.socket = Refused\n"
        "before = set(sys.modules)\n"
        "out, sys.stdout = sys.stdout, io.StringIO()\n"
        f"try:\n    exec({code!r})\nexcept SystemExit as e:\n    assert not e.code, e.code\n"
        "sys.stdout = out\n"
        "print('\\n'.join(sorted({m.partition('.')[0] for m in set(sys.modules) - before})))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, env=ENV, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def command(*words: str) -> str:
    return f"sys.argv = {['tertius', *words]!r}\nfrom tertius.cli import main\nmain()"


def test_the_contracts_hold():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, env=ENV, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_the_contracts_name_every_room():
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = " ".join(next(c for c in settings["tool"]["importlinter"]["contracts"] if c["type"] == "layers")["layers"])
    rooms = {p.name for p in (ROOT / "src/tertius").iterdir() if (p / "__init__.py").exists()}
    files = {p.stem for p in (ROOT / "src/tertius").glob("*.py") if p.stem != "__init__"}
    assert all(f"tertius.{name}" in layers for name in rooms | files)


def test_the_door_loads_nothing():
    found = loaded("import tertius")
    assert not found & HEAVY
    assert "ssl" not in found
    assert len(found) < 15


def test_naming_an_error_loads_nothing_heavy():
    assert not loaded("from tertius import TertiusError") & HEAVY


@pytest.mark.parametrize("module", MEASURES)
def test_measures_know_arrays_only(module):
    found = loaded(f"import {module}")
    assert not found & {"polars", "pandas", "altair", "vl_convert", "httpx", "rdata", "rich", "typer", "pyarrow"}


@pytest.mark.parametrize(
    "words", [("--help",), ("assess", "--help"), ("data", "--help"), ("read", "--help")], ids=" ".join
)
def test_help_loads_no_library_of_figures(words):
    assert not loaded(command(*words)) & (HEAVY - {"typer", "rich"})


def test_an_answer_loads_no_charts_no_network_and_no_readers():
    found = loaded(command("assess", "USA", "RUS", "CHN", "--as-of", "2016-11"))
    assert not found & {"altair", "vl_convert", "httpx", "rdata", "pandas", "pyarrow", "numba", "jsonschema"}
    assert {"polars", "numpy"} <= found


def test_an_object_loads_no_page():
    found = loaded(command("assess", "USA", "RUS", "CHN", "--as-of", "2016-11", "--json"))
    assert "rich" not in found


def test_the_list_of_the_casebook_loads_no_language_and_no_migrations(tmp_path, monkeypatch):
    monkeypatch.setitem(ENV, "TERTIUS_DATABASE", str(tmp_path / "t.sqlite"))
    loaded("from tertius.casebook.casebook import open_casebook\nopen_casebook()")
    assert not loaded(command("casebook", "list", "--json")) & {"spacy", "alembic", "openai", "polars", "rich"}


def test_a_look_up_of_a_state_loads_no_figures():
    assert not loaded(command("states", "RUS", "--json")) & {"polars", "scipy", "altair", "pandas", "httpx"}


@pytest.mark.parametrize("room", ["errors", "states", "provenance", "present.numbers", "present.words", "vault.store"])
def test_lower_rooms_are_light(room):
    assert not loaded(f"import tertius.{room}") & {"polars", "scipy", "altair", "pandas", "httpx", "vl_convert"}

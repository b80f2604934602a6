"""Nothing is named that is not there, and nothing that is there goes unnamed."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import pytest

import tertius as tt
import tertius.measures
from tertius.atlas.build import SOURCES
from tertius.atlas.columns import DYADS, STATES
from tertius.datasets import BUILT_IN

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "tertius"
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
NAMES = [str(p.relative_to(ROOT)) for p in PAGES]
WRITTEN = [p for folder in ("src", "tests", "docs", "bench", ".ci") for p in (ROOT / folder).rglob("*") if p.is_file()]
WRITTEN += [p for p in ROOT.iterdir() if p.is_file()]


def read(*path: str) -> str:
    return ROOT.joinpath(*path).read_text(encoding="utf-8")


def without_code(page: str) -> str:
    return re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)


def anchors(page: str) -> set[str]:
    """What a heading is called in a link to it: lower case, spaces as hyphens, nothing but words and hyphens."""
    headings = re.findall(r"^#+ (.+)$", without_code(page), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", h).lower()).replace(" ", "-") for h in headings
    }


def links(page: str) -> Iterator[str]:
    return (link for link in re.findall(r"\]\(([^)\s]+)", without_code(page)) if not re.match(r"https?:|mailto:", link))


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in links(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link}: there is no {target}"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{link}: no such heading"


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    todo = [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        seen.add(page)
        found = {(page.parent / link.partition("#")[0]).resolve() for link in links(page.read_text(encoding="utf-8"))}
        todo += [p for p in found if p.suffix == ".md" and p not in seen and p not in todo]
    assert sorted(set(PAGES) - seen) == []


def test_generated_pages_are_current(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    monkeypatch.setattr(sys, "argv", ["docs/generate.py", "--check"])
    assert import_module("generate").main() == 0, capsys.readouterr().err


def test_a_stale_page_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    generate = import_module("generate")
    monkeypatch.setattr(sys, "argv", ["docs/generate.py", "--check"])
    page = ROOT / "docs" / "reference" / "atlas.md"
    monkeypatch.setattr(generate, "pages", lambda: {page: "another text", ROOT / "docs" / "nowhere.md": ""})
    assert generate.main() == 1
    assert capsys.readouterr().err == "stale: docs/reference/atlas.md (make docs)\nstale: docs/nowhere.md (make docs)\n"


def room_sentences() -> dict[str, str]:
    """The rooms of the picture in ARCHITECTURE.md, each with its sentence."""
    tree = read("ARCHITECTURE.md").split("```text\n")[1].split("```")[0]
    return dict(re.findall(r"^[├└]── (\w+(?:\.py|/)) +(.+)$", tree, re.MULTILINE))


def test_the_picture_names_every_room_and_no_other() -> None:
    rooms = {f"{p.parent.name}/" for p in SRC.glob("*/__init__.py")} | {p.name for p in SRC.glob("*.py")}
    assert set(room_sentences()) == rooms


def test_a_room_in_the_picture_says_what_its_own_first_line_says() -> None:
    for room, sentence in room_sentences().items():
        if room != "__init__.py":
            file = SRC / room / "__init__.py" if room.endswith("/") else SRC / room
            said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
            assert sentence == said.splitlines()[0], room


def test_every_file_the_architecture_names_is_there() -> None:
    named = re.findall(r"`((?:\w+/)+\w+\.\w+)`", read("ARCHITECTURE.md"))
    assert len(named) > 20
    for path in named:
        assert any((root / path).is_file() for root in (SRC, ROOT, ROOT / "src" / "tertius")), path


def test_every_command_has_its_help_in_the_reference() -> None:
    import typer

    from tertius.cli import app

    page = read("docs", "reference", "commands.md")

    def names(command, path: str) -> Iterator[str]:
        yield path
        for name, child in getattr(command, "commands", {}).items():
            yield from names(child, f"{path} {name}")

    found = list(names(typer.main.get_command(app), "tertius"))
    assert len(found) >= 8
    for path in found:
        assert f"\n## {path}\n" in page
        assert f"Usage: {path} " in page


def test_every_dataset_and_every_column_has_its_place_in_the_reference() -> None:
    page, atlas = read("docs", "reference", "datasets.md"), read("docs", "reference", "atlas.md")
    for d in BUILT_IN:
        section = page.split(f"\n## {d.key}\n")[1].split("\n## ")[0]
        assert d.source.citation in section
        assert all(f"| `{name}` |" in section for name in d.columns), d.key
        assert all(caveat in section for caveat in d.caveats), d.key
    assert all(f"| `{c.name}` |" in atlas for c in (*DYADS, *STATES))


def test_every_measure_has_a_methods_page_that_names_its_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    page_of = import_module("generate").methods_page
    for found in pkgutil.iter_modules(tertius.measures.__path__):
        page = read("docs", "methods", page_of(found.name))
        module = import_module(f"tertius.measures.{found.name}")
        functions = [n for n in module.__all__ if inspect.isfunction(getattr(module, n))]
        unnamed = [n for n in functions if n.removesuffix("_of") not in page]
        own = page_of(found.name) == f"{found.name}.md"
        assert f"tertius.measures.{found.name}`" in page or f"`measures/{found.name}.py`" in page
        assert not own or unnamed == [], found.name


def test_every_name_of_the_front_door_is_in_the_python_reference() -> None:
    page = read("docs", "reference", "python.md")
    assert [n for n in tt.__all__ if not re.search(rf"^#+ .*\.{n}$|^\* {n}$|\b{n}\b", page, re.MULTILINE)] == []


def test_the_notice_attributes_every_dataset_of_the_atlas() -> None:
    notice = read("NOTICE")
    for d in BUILT_IN:
        if d.key in SOURCES:
            assert d.source.citation in notice
            assert d.source.licence.name in notice
    assert all(f"   - {c.about}\n" in notice for c in (*DYADS, *STATES))


def test_every_doi_stands_in_the_bibliography() -> None:
    known = re.findall(r"doi\s*=\s*\{(.+?)\}", read("docs", "references.bib"))
    assert len(known) == len(set(known)) > 25
    for file in WRITTEN:
        if file.suffix in {".py", ".md", ".cff"} and "samples" not in file.parts and file != Path(__file__):
            text = unquote(file.read_text(encoding="utf-8"))
            for doi in sorted(known, key=len, reverse=True):
                text = text.replace(doi, "")
            assert re.findall(r"\b10\.\d{4,9}/\S+", text) == [], file


def test_no_registry_is_named_anywhere() -> None:
    # In pieces, so that this file does not name them either.
    hosts = (
        "py" + "pi.org",
        "python" + "hosted",
        "npm" + "js",
        "crates" + ".io",
        "ana" + "conda",
        "js" + "delivr",
        "un" + "pkg.com",
    )
    kept = [f for f in WRITTEN if f.suffix not in {".parquet", ".woff2", ".png", ".pyc"}]
    assert len(kept) > 150
    for file in kept:
        text = file.read_text(encoding="utf-8", errors="replace").lower()
        assert [h for h in hosts if h in text] == [], file


def test_the_citation_file_has_what_its_format_asks_for() -> None:
    lines = read("CITATION.cff").splitlines()
    keys = {line.partition(":")[0] for line in lines if line and line[0].isalpha()}
    assert {"cff-version", "message", "title", "authors"} <= keys
    assert "cff-version: 1.2.0" in lines
    assert '  - name: "The Tertius developers"' in lines
    version = re.search(r'^version = "(.+)"$', read("pyproject.toml"), re.MULTILINE)
    assert version is not None
    assert f"version: {version[1]}" in lines

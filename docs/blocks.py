"""Pieces of a Markdown page, and what a docstring and a signature look like as such."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any

from tertius.present.terminal import WIDTH

__all__ = ["between", "bullets", "fenced", "first_line", "function", "kind", "page", "signature", "table"]


def first_line(thing: object) -> str:
    """The first paragraph of a docstring."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


def signature(name: str, thing: Callable[..., Any]) -> str:
    """A call as it is written, over several lines where one is too long."""
    found = inspect.signature(thing)
    shown: list[str] = []
    for p in found.parameters.values():
        if p.kind is p.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        default = "" if p.default is p.empty else f" = {p.default!r}"
        shown.append(f"{'*' if p.kind is p.VAR_POSITIONAL else ''}{p.name}: {_written(p.annotation)}{default}")
    back = "" if inspect.isclass(thing) else f" -> {_written(found.return_annotation)}"
    line = f"{name}({', '.join(shown)}){back}"
    return line if len(line) <= WIDTH else f"{name}(\n" + "".join(f"    {p},\n" for p in shown) + f"){back}"


def _written(annotation: Any) -> str:
    """An annotation as it stands in the code; that of a named tuple comes wrapped."""
    return str(getattr(annotation, "__forward_arg__", annotation))


def prose(doc: str) -> str:
    """A numpydoc docstring as Markdown: headings in bold, entries as bullets."""
    lines = re.sub(r"\n(\w[\w ]*)\n-{3,}\n", r"\n**\1**\n\n", doc).splitlines()
    out: list[str] = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        name, _, kind_of = line.partition(" : ")
        if line[:1].strip() and after.startswith("    "):
            out.append(f"- `{name}`{f' ({kind_of})' if kind_of else ''}:")
        else:
            out.append(re.sub(r"^ {4}(?=\S)", "  ", line))
    return "\n".join(out).replace("``", "`")


def function(path: str, thing: Callable[..., Any]) -> list[str]:
    """A function's heading, signature and docstring."""
    return [
        f"### {path}",
        fenced(signature(path.rpartition(".")[2], thing), "python"),
        prose(inspect.getdoc(thing) or ""),
    ]


def kind(room: str, name: str) -> list[str]:
    """A class's heading, signature, docstring, and the first line of each public method."""
    cls = getattr(import_module(room), name)
    open_to_all = {
        n: m for n, m in vars(cls).items() if not n.startswith("_") and (inspect.isfunction(m) or _computed(m))
    }
    said = [f"`.{n}{_given(m)}`: {first_line(m)}" for n, m in open_to_all.items()]
    return [
        f"### {room}.{name}",
        fenced(signature(name, cls), "python"),
        prose(inspect.getdoc(cls) or ""),
        bullets(said),
    ]


def _given(member: object) -> str:
    """The names a method takes, in brackets; nothing for a property."""
    if not inspect.isfunction(member):
        return ""
    return f"({', '.join(list(inspect.signature(member).parameters)[1:])})"


def _computed(member: object) -> bool:
    return isinstance(member, property) or type(member).__name__ == "cached_property"


def fenced(text: str, language: str) -> str:
    """A block of code or output."""
    return f"```{language}\n{text.strip()}\n```"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


def bullets(lines: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {line}" for line in lines)


def page(*parts: str) -> str:
    """Paragraphs with one blank line between them."""
    return "\n\n".join(p.strip("\n") for p in parts if p.strip()) + "\n"


def between(text: str, start: str, end: str, inside: str) -> str:
    """The text with what stands between two marks replaced."""
    before, _, rest = text.partition(start)
    return f"{before}{start}\n\n{inside}\n\n{end}{rest.partition(end)[2]}"

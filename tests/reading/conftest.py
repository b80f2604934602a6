"""What the tests of reading share: a text of paragraphs becomes a parsed document, its cast, its statements."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.parse import Parsed, parse
from tertius.reading.people import find_people
from tertius.reading.statements import find_statements


def _document(text: str, author: str | None) -> Document:
    blocks = tuple(Block(m.start(), m.end(), Part.BODY) for m in re.finditer(r"[^\n]+", text))
    return Document(document_id(text), text, "-", None, None, author, None, "en", blocks)


@pytest.fixture(scope="session")
def parsed() -> Callable[..., Parsed]:
    """Parse a text, every line a paragraph of the body."""
    return lambda text, author=None: parse(_document(text, author))


@pytest.fixture(scope="session")
def said(parsed) -> Callable[[str], list[tuple[str, str]]]:
    """Speaker and content of every statement of a text, in order."""

    def find(text: str) -> list[tuple[str, str]]:
        read = parsed(text)
        return [(s.speaker, text[s.start : s.end]) for s in find_statements(read, find_people(read))]

    return find


@pytest.fixture(scope="session")
def statements(parsed) -> Callable:
    """The statements of a text."""

    def find(text: str):
        read = parsed(text)
        return find_statements(read, find_people(read))

    return find

"""A file, an address, standard input or bytes into a document: decoded, cleaned of its page, cut into blocks."""

from __future__ import annotations

import stat
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from tertius.errors import ReadingError
from tertius.reading.decode import Decoded, decode
from tertius.reading.document import Document, document_id
from tertius.reading.extract import About, Extract, Paragraph
from tertius.reading.metadata import about_text, guess_language
from tertius.reading.plain import paragraphs
from tertius.reading.segment import segment

__all__ = ["MOST_BYTES", "MOST_CHARACTERS", "Raw", "take_in"]

MOST_BYTES = 20_000_000
"""A larger file is refused."""

MOST_CHARACTERS = 2_000_000
"""A longer text is cut, with a note."""

_SUFFIXES = {
    ".htm": "html", ".html": "html", ".xhtml": "html", ".pdf": "pdf", ".md": "markdown", ".markdown": "markdown",
    ".txt": "plain", ".text": "plain",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes with a name; `kind` is html, pdf, markdown, plain or "" for what its name and bytes say."""

    data: bytes
    name: str
    kind: str = ""
    charset: str | None = None


def take_in(
    source: str | Path | bytes | Raw, *, published: date | None = None, publisher: str | None = None
) -> Document:
    """One document: its text, its blocks, what it says about itself.

    The text of a plain or Markdown file is the file as decoded, unchanged but for this: a
    byte-order mark is no part of it, a null character becomes a space, and it is cut at
    `MOST_CHARACTERS`. The text of a page or a PDF is what was extracted from it.

    Parameters
    ----------
    source
        A path; an http or https address; "-" for standard input; bytes; or bytes with a name.
    published, publisher
        What is known of the document; they go before what it says itself.

    Raises
    ------
    ReadingError
        Where there is no such file, or it is empty, binary, too large, locked, damaged, or at an
        address that is not fetched.
    """
    raw = _raw(source)
    if len(raw.data) > MOST_BYTES:
        raise ReadingError(
            f"{raw.name} is too large",
            found=f"{len(raw.data):,} bytes",
            hint=f"at most {MOST_BYTES:,} bytes are read: cut it into articles",
        )
    if not raw.data.strip():
        raise ReadingError(f"{raw.name} is empty", found=f"{len(raw.data)} bytes", hint="is it the right file?")
    extract = _shortened(_extract(raw))
    blocks = segment(extract)
    text = extract.text.replace("\0", " ")
    if not blocks:
        raise ReadingError(f"{raw.name} holds no text", found="white space only", hint="is it the right file?")
    about = _merged(extract.about, about_text(text, blocks))
    language = about.language or guess_language(" ".join(text[b.start : b.end] for b in blocks[:80]))
    return Document(
        id=document_id(text),
        text=text,
        source=raw.name,
        title=about.title,
        publisher=publisher or about.publisher,
        author=about.author,
        published=published or about.published,
        language=language,
        blocks=blocks,
        notes=extract.notes,
    )


def _raw(source: str | Path | bytes | Raw) -> Raw:
    if isinstance(source, Raw):
        return source
    if isinstance(source, bytes):
        return Raw(source, "-")
    if source == "-":
        return Raw(sys.stdin.buffer.read(MOST_BYTES + 1), "-")
    if isinstance(source, str) and "://" in source:
        from tertius.reading.fetch import fetch

        found = fetch(source)
        return Raw(found.data, found.url, found.kind, found.charset)
    return _file(Path(source))


def _file(path: Path) -> Raw:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReadingError(f"{path} is a folder", found="a folder", hint=f"name its files: {path}/*.txt")
        if not stat.S_ISREG(mode):
            raise ReadingError(f"{path} is no file", found="a device or a pipe", hint='"-" reads standard input')
        with path.open("rb") as file:
            return Raw(file.read(MOST_BYTES + 1), str(path))
    except (OSError, ValueError) as e:
        why = e.strerror if isinstance(e, OSError) and e.strerror else str(e)
        raise ReadingError(f"cannot open {str(path)!r}", found=why, hint="is the path right?") from e


def _kind(raw: Raw) -> str:
    if raw.data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    return raw.kind or _SUFFIXES.get(PurePosixPath(raw.name).suffix.lower(), "")


def _extract(raw: Raw) -> Extract:
    kind = _kind(raw)
    if kind == "pdf":
        from tertius.reading.pdf import read_pdf

        return read_pdf(raw.data, name=raw.name)
    from tertius.reading.html import charset_of, looks_like_html, read_html

    declared = raw.charset or (charset_of(raw.data) if kind in {"html", ""} else None)
    decoded = decode(raw.data, name=raw.name, declared=declared)
    kind = kind or ("html" if looks_like_html(decoded.text) else "plain")
    if kind == "html":
        found = read_html(decoded.text, name=raw.name)
    elif kind == "markdown":
        from tertius.reading.markdown import read_markdown

        found = read_markdown(decoded.text[:MOST_CHARACTERS])
    else:
        found = Extract(decoded.text[:MOST_CHARACTERS], paragraphs(decoded.text[:MOST_CHARACTERS]))
    return Extract(found.text, found.paragraphs, found.about, (*decoded.notes, *found.notes, *_cut_note(decoded, kind)))


def _cut_note(decoded: Decoded, kind: str) -> tuple[str, ...]:
    if kind == "html" or len(decoded.text) <= MOST_CHARACTERS:
        return ()
    return (f"cut at {MOST_CHARACTERS:,} of {len(decoded.text):,} characters",)


def _shortened(extract: Extract) -> Extract:
    """No longer than `MOST_CHARACTERS`, no paragraph longer than one parse may be."""
    text = extract.text[:MOST_CHARACTERS]
    kept: list[Paragraph] = []
    for p in extract.paragraphs:
        if p.start >= len(text):
            break
        inner = paragraphs(text[p.start : p.end]) if p.end - p.start > 10_000 else ()
        whole = (Paragraph(p.start, min(p.end, len(text)), p.part),)
        kept.extend(Paragraph(p.start + q.start, p.start + q.end, p.part) for q in inner) if inner else kept.extend(
            whole
        )
    notes = extract.notes
    if len(extract.text) > len(text):
        notes = (*notes, f"cut at {MOST_CHARACTERS:,} of {len(extract.text):,} characters")
    return Extract(text, tuple(kept), extract.about, notes)


def _merged(one: About, two: About) -> About:
    """What `one` says, and where it says nothing, `two`."""
    return About(
        one.title or two.title,
        one.publisher or two.publisher,
        one.author or two.author,
        one.published or two.published,
        one.language or two.language,
    )

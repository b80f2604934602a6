"""The frame of every HTML page: one file that opens anywhere, offline, on screen and on paper."""

from __future__ import annotations

import base64
import hashlib
import html
import os
import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from threading import get_ident

from tertius.errors import ImpossibleQuestion, TertiusError
from tertius.present.colours import css_variables, svg_overrides
from tertius.present.numbers import THIN
from tertius.present.theme import hatch_definition

__all__ = ["page", "save", "stylesheet", "table", "term", "text"]

_LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,"
    "U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
)
_LATIN_EXTENDED = (
    "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,"
    "U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF"
)
_FACES = (
    ("Tertius Serif", "normal", "tertius-serif-{subset}-wght-normal.woff2"),
    ("Tertius Serif", "italic", "tertius-serif-{subset}-wght-italic.woff2"),
    ("Tertius Sans", "normal", "tertius-sans-{subset}-wght-normal.woff2"),
)

# A figure and its unit stay on one line; HTML may break at a thin space.
_UNBROKEN = re.compile(
    rf"[+\u2212<>]?[\d][\d.,\u2013<>\u2212]*(?: to [<>\u2212]*[\d.,]+)?{THIN}%"
    r"|US\$[\d.,]+ (?:tn|bn|m)\b|\b\d{4}-\d{2}(?:-\d{2})?\b"
    r"|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}\b"
)


def page(title: str, body_html: str, *, scripts: str = "", lang: str = "en", served: bool = False) -> str:
    """A whole HTML document around `body_html`.

    Style, fonts and scripts stand inside the file. Its content security policy refuses
    every request and every script but `scripts`.

    Parameters
    ----------
    title : str
        Plain text of the window's title; escaped here.
    body_html : str
        HTML of the page, built from escaped parts (`text`, `term`,
        `tertius.present.vega.figure`).
    scripts : str
        JavaScript, usually `tertius.present.vega.bundle`; empty for a page without charts.
    lang : str
        Language of the text as a BCP 47 tag.
    served : bool
        True for a page of the local server, which may call its own address.

    Raises
    ------
    ImpossibleQuestion
        When `lang` is no language tag or `scripts` would close its own tag.
    """
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", lang):
        raise ImpossibleQuestion("a page needs a language tag", found=repr(lang), hint='write "en" or "fr-CA"')
    if re.search(r"</script|<!--", scripts, re.IGNORECASE):
        raise ImpossibleQuestion(
            "a script that closes its own tag", found="</script or <!--", hint="split the string in the source"
        )
    allowed = "'none'"
    if scripts:
        digest = base64.b64encode(hashlib.sha256(scripts.encode()).digest()).decode()
        allowed = f"'sha256-{digest}'"
    own = "'self'" if served else "'none'"
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        f"connect-src {own}; form-action {own}; base-uri 'none'"
    )
    extended = any(0x100 <= ord(c) <= 0x2FF or 0x1D00 <= ord(c) <= 0x1EFF for c in body_html)
    script = f'<script type="module">{scripts}</script>\n' if scripts else ""
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>\n{stylesheet(extended=extended)}</style>\n</head>\n<body>\n"
        f'<svg class="defs" aria-hidden="true">{hatch_definition()}</svg>\n'
        f"<main>\n{body_html}\n</main>\n{script}</body>\n</html>\n"
    )


def save(written: str | bytes, path: Path) -> Path:
    """Write a page, or any other file, whole or not at all; a file that was there is replaced in one step.

    Raises
    ------
    TertiusError
        Where the file cannot be written.
    """
    # Of this thread alone: two that write the same file at once would take each other's draft away.
    draft = path.with_name(f".{path.name}.{os.getpid()}.{get_ident()}.tmp")
    try:
        draft.write_bytes(written if isinstance(written, bytes) else written.encode())
        draft.replace(path)
    except OSError as e:
        if path.parent.is_dir():
            draft.unlink(missing_ok=True)
        raise TertiusError(
            f"cannot write {path}", found=e.strerror or str(e), hint="name a file in a folder that exists"
        ) from None
    return path


@cache
def stylesheet(*, extended: bool = True) -> str:
    """The style sheet with its fonts inside; `extended` adds the letters beyond Western Europe (254 kB)."""
    sheet = resources.files("tertius.present").joinpath("page.css").read_text(encoding="utf-8")
    return _font_faces(extended) + css_variables() + sheet + svg_overrides()


def text(words: str) -> str:
    """Plain text as HTML: escaped, with figures and dates kept on one line with their units."""
    pieces: list[str] = []
    last = 0
    for match in _UNBROKEN.finditer(words):
        pieces += [html.escape(words[last : match.start()]), f'<span class="n">{html.escape(match.group())}</span>']
        last = match.end()
    return "".join([*pieces, html.escape(words[last:])])


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: Collection[int] = ()) -> str:
    """A table in HTML; the columns in `numeric` are set to the right. Every cell is plain text, escaped here."""

    def cell(tag: str, place: int, words: str) -> str:
        kind = ' class="num"' if place in numeric else ""
        return f"<{tag}{kind}>{text(words)}</{tag}>"

    top = "".join(cell("th", i, h) for i, h in enumerate(head))
    body = "".join(f"<tr>{''.join(cell('td', i, c) for i, c in enumerate(row))}</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def term(word: str, meaning: str) -> str:
    """A technical term at its first use: dotted underline, its meaning on hover and focus."""
    return f'<dfn class="term" tabindex="0">{html.escape(word)}<span role="tooltip">{text(meaning)}</span></dfn>'


def _font_faces(extended: bool) -> str:
    folder = resources.files("tertius.present").joinpath("fonts")
    subsets = [("latin", _LATIN), ("latin-ext", _LATIN_EXTENDED)] if extended else [("latin", _LATIN)]
    rules: list[str] = []
    for family, style, name in _FACES:
        for subset, covers in subsets:
            data = base64.b64encode(folder.joinpath(name.format(subset=subset)).read_bytes()).decode()
            rules.append(
                f'@font-face{{font-family:"{family}";font-style:{style};font-weight:200 900;font-display:block;'
                f'src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{covers}}}\n'
            )
    return "".join(rules)

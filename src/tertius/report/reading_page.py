"""The forecast sheet as one HTML page: a click on a row lights its sentence in the article beside it."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path

from tertius.casebook.items import labels
from tertius.present.page import page, save, text
from tertius.reading.document import READ, Block, Part
from tertius.reading.record import Event, Figure, Forecast, Person, Reading, Statement
from tertius.report.sheet_lines import (
    about,
    between,
    by_whom,
    contradicting,
    counts,
    did,
    implied,
    measured,
    moving,
    state,
    terms,
)

__all__ = ["reading_page", "write_page"]

_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_UNREAD = {
    Part.CAPTION: "caption",
    Part.COMMENT: "reader's comment",
    Part.NOTICE: "notice",
    Part.AUTHOR_BOX: "about the author",
    Part.FORM: "form",
    Part.RELATED: "related",
}
LONGEST = 220
"""How much of a statement its row shows; the article beside it shows all."""

MOST_LIT = 600
"""Items up to which a page lights them without script: each is a rule that a browser tries at every click."""


def reading_page(readings: Sequence[Reading]) -> str:
    """The whole page as HTML: it asks for nothing from outside and works without its script."""
    one = len(readings) == 1
    name = (readings[0].document.title or readings[0].document.source) if one else f"{len(readings)} articles"
    aside = about(readings[0]) if one else ""
    key = (
        '<p class="quiet key">Underlined: a forecast. Dotted: a statement. Grey: not read. '
        '<span class="screen">A row lights its words in the article; arrow keys walk the rows.</span></p>'
    )
    folder = resources.files("tertius.report")
    style = folder.joinpath("reading_page.css").read_text(encoding="utf-8")
    parts = [_reading(found, f"d{n}", alone=one) for n, found in enumerate(readings, start=1)]
    lit = "".join(_lighting(found, f"d{n}") for n, found in enumerate(readings, start=1))
    body = (
        f"<style>{style}{lit}</style>"
        f'<header class="masthead"><h1>{_words(name)}</h1><p class="asof">{_words(aside)}</p></header>'
        f"{key}{_contradictions(readings)}{''.join(parts)}{_notes(readings)}"
    )
    script = folder.joinpath("reading_page.js").read_text(encoding="utf-8")
    return page(_clean(name), body, scripts=script)


def write_page(readings: Sequence[Reading], path: Path) -> Path:
    """Write the page to a file; a file that was there is replaced in one step.

    Raises
    ------
    TertiusError
        Where the file cannot be written.
    """
    return save(reading_page(readings), path)


def _reading(found: Reading, prefix: str, *, alone: bool) -> str:
    d = found.document
    head = "" if alone else f"<h1>{_words(d.title or d.source)}</h1><p class='quiet'>{_words(about(found))}</p>"
    top = f"<header>{head}<p class='quiet'>{_words(counts(found))}</p></header>"
    named = labels(found)
    sections = (
        ("Forecasts", [_forecast(found, tag, i, prefix) for tag, (_, i) in named.items() if isinstance(i, Forecast)]),
        (
            "Statements",
            [_statement(found, tag, i, prefix) for tag, (_, i) in named.items() if isinstance(i, Statement)],
        ),
        ("Figures", [_figure(found, tag, i, prefix) for tag, (_, i) in named.items() if isinstance(i, Figure)]),
        ("Events", [_event(found, tag, i, prefix) for tag, (_, i) in named.items() if isinstance(i, Event)]),
        ("People", [_person(i) for _, i in named.values() if isinstance(i, Person)]),
    )
    tables = "".join(
        f"<h2>{head}</h2><table>{_head(found) if head == 'Forecasts' else ''}<tbody>{''.join(rows)}</tbody></table>"
        for head, rows in sections
        if rows
    )
    sheet = tables or "<p>Nothing that was said, forecast, counted or done was found.</p>"
    name = _attribute(d.title or d.source)
    return (
        f'<section class="reading{" alone" if alone else ""}">{top}<div class="sheet">{sheet}</div>'
        f'<article class="source" tabindex="0" aria-label="{name}">{_article(found, prefix)}</article></section>'
    )


def _head(found: Reading) -> str:
    scale = _words(found.forecasts[0].scale)
    return f"<thead><tr><th></th><th>range, {scale}</th><th>who, what</th><th>pair, move</th></tr></thead>"


def _forecast(found: Reading, tag: str, f: Forecast, prefix: str) -> str:
    drawn = ""
    if f.low is not None and f.high is not None:
        left, width = 100 * f.low, 100 * (f.high - f.low)
        drawn = f'<span class="line" aria-hidden="true"><i style="left:{left:.1f}%;width:{width:.1f}%"></i></span>'
    said = found.document.text[f.start : f.end]
    under = "".join(f'<span class="terms">{_words(t)}</span>' for t in (terms(f, said),) if t)
    return _row(
        tag,
        prefix,
        f'<td class="range">{text(implied(f))}{drawn}<span class="phrase">{_words(f.phrase)}</span></td>',
        _said(by_whom(f), said, f.part) + under,
        f'<td class="way">{_words(between(f))}<span class="terms">{moving(f)}</span></td>',
    )


def _statement(found: Reading, tag: str, s: Statement, prefix: str) -> str:
    return _row(tag, prefix, "", _said(f"{by_whom(s)}, {s.cue}", found.document.text[s.start : s.end], s.part), "")


def _figure(found: Reading, tag: str, f: Figure, prefix: str) -> str:
    of = ", ".join(
        filter(None, (f.measures, *map(state, f.states), f.period, "" if f.status == "actual" else f.status))
    )
    compared = f'<span class="terms">{_words(f.comparison)}</span>' if f.comparison else ""
    value = f'<td class="range">{text(measured(f))}</td>'
    return _row(tag, prefix, value, f"{_words(of or found.document.text[f.start : f.end])}{compared}", "")


def _event(found: Reading, tag: str, e: Event, prefix: str) -> str:
    when = ", ".join(filter(None, (e.category, e.date)))
    return _row(tag, prefix, "", _said(f"{did(e)}, {when}", found.document.text[e.start : e.end], e.part), "")


def _person(p: Person) -> str:
    told = ", ".join(filter(None, (p.affiliation, state(p.state) if p.state else None, p.role)))
    return f'<tr><td><span class="who">{_words(p.name)}</span><span class="terms">{_words(told)}</span></td></tr>'


def _row(tag: str, prefix: str, before: str, said: str, after: str) -> str:
    link = f'<a href="#{prefix}{tag}">{said}</a>'
    return f'<tr><td class="tag">{tag}</td>{before}<td>{link}</td>{after}</tr>'


def _said(who: str, words: str, part: Part) -> str:
    flat = " ".join(words.split())
    shown = flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"
    aside = "" if part in READ else f'<span class="part">{_words(_UNREAD.get(part, part))}</span>'
    return f'<span class="who">{_words(who)}</span><span class="said">{_words(shown)}</span>{aside}'


def _article(found: Reading, prefix: str) -> str:
    spans = sorted(
        ((i.start, i.end, tag) for tag, (_, i) in labels(found).items() if not isinstance(i, Person)),
        key=lambda s: (s[0], -s[1]),  # where both are equal, in the order of the labels
    )
    pieces: list[str] = []
    for block in found.document.blocks:
        inside = [s for s in spans if s[0] < block.end and s[1] > block.start]
        pieces.append(_block(block, _marked(found.document.text, block, inside, prefix)))
    return "".join(pieces)


def _block(block: Block, inner: str) -> str:
    if block.part in {Part.HEADLINE, Part.HEADING}:
        tag = "h3" if block.part == Part.HEADLINE else "h4"
        return f'<{tag} dir="auto">{inner}</{tag}>'
    if block.part in _UNREAD:
        return f'<p dir="auto" class="unread" data-part="{_UNREAD[block.part]}">{inner}</p>'
    return f'<p dir="auto" class="{block.part}">{inner}</p>'


def _marked(words: str, block: Block, spans: Iterable[tuple[int, int, str]], prefix: str) -> str:
    """The block's text cut at every end of a span; each piece names all that it belongs to, the smallest last."""
    starting: dict[int, list[tuple[int, int, str]]] = {}
    cuts = {block.start, block.end}
    for start, end, tag in spans:
        first, last = max(start, block.start), min(end, block.end)
        starting.setdefault(first, []).append((last - first, last, tag if first == start else f"{tag} "))
        cuts |= {first, last}
    over: list[tuple[int, int, str]] = []
    pieces: list[str] = []
    for start, end in itertools.pairwise(sorted(cuts)):
        begun = starting.get(start, [])
        # The order of the spans decides between two of one length: sorting keeps it.
        over = sorted((s for s in (*over, *begun) if s[1] > start), key=lambda s: -s[0])
        for *_, tag in begun:
            # A span that runs on from the block before has its anchor there.
            if not tag.endswith(" "):
                label = f"<sup>{tag}</sup>" if tag[0] == "f" else ""
                pieces.append(f'<span class="spot" id="{prefix}{tag}"></span>{label}')
        inner = html.escape(_clean(words[start:end]))
        if over:
            kinds = " ".join(dict.fromkeys(tag[0] for *_, tag in over))
            named = " ".join(f"{prefix}{tag.strip()}" for *_, tag in over)
            inner = f'<span class="t {kinds}" data-i="{named}">{inner}</span>'
        pieces.append(inner)
    return "".join(pieces)


def _lighting(found: Reading, prefix: str) -> str:
    """Rules that light what the address names, for a reader without script; none where they would be thousands."""
    names = [f"{prefix}{tag}" for tag in labels(found) if tag[0] != "p"]
    if len(names) > MOST_LIT:
        return ""
    return "".join(
        f'html:not(.js):has(#{n}:target) [data-i~="{n}"]'
        "{background:color-mix(in srgb,var(--accent) 24%,var(--paper));box-shadow:0 2px 0 var(--accent)}"
        for n in names
    )


def _contradictions(readings: Sequence[Reading]) -> str:
    prefixes = {id(r): f"d{n}" for n, r in enumerate(readings, start=1)}
    groups: list[str] = []
    for group in contradicting(readings):
        rows: list[str] = []
        for side in group.sides:
            tag = next(t for t, (_, i) in labels(side.reading).items() if i is side.figure)
            block = side.reading.document.block_at(side.figure.start)
            around = side.reading.document.text[block.start : block.end] if block else ""
            value = f'<td class="range">{text(measured(side.figure))}</td>'
            where = _said(about(side.reading), around, side.figure.part)
            rows.append(_row(tag, prefixes[id(side.reading)], value, where, ""))
        groups.append(f"<h3>{_words(group.title)}</h3><table><tbody>{''.join(rows)}</tbody></table>")
    return f'<section class="sheet apart"><h2>Figures that disagree</h2>{"".join(groups)}</section>' if groups else ""


def _notes(readings: Sequence[Reading]) -> str:
    caveats = dict.fromkeys(c for r in readings for c in r.caveats)
    made = dict.fromkeys(f"{r.reader}, {r.model}" for r in readings)
    listed = "".join(f"<li>{_words(c)}</li>" for c in caveats)
    read = "".join(f"<p>Read by {_words(m)}.</p>" for m in made)
    return f'<section class="notes"><h2>Caveats</h2><ol>{listed}</ol>{read}</section>'


def _words(words: str) -> str:
    return text(_clean(words))


def _attribute(words: str) -> str:
    return html.escape(_clean(words), quote=True)


def _clean(words: str) -> str:
    # What no page may hold; a replacement of the same length.
    return _UNSAYABLE.sub("\ufffd", words)

"""A page into the text of its article: trafilatura finds it, the page's own classes say what the parts are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from importlib import import_module
from typing import Any

from tertius.errors import ReadingError
from tertius.reading.document import Part
from tertius.reading.extract import About, Extract, Paragraph
from tertius.reading.metadata import about_page

__all__ = ["charset_of", "looks_like_html", "read_html"]

_DEEPEST = 200
_MOST_TAGS = 60_000
_LONGEST_TAG = 100_000

_CHARSET = re.compile(rb"<meta[^>]{0,300}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE)
_PAGE = re.compile(r"^\ufeff?\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|section|meta|title)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip  # noqa: E501
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_TAG = re.compile(r"/?([A-Za-z][A-Za-z0-9]{0,15})")

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param"}
_CLOSED_BY_THE_NEXT = {"p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot"}
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "textarea", "select", "object")
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
           "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}  # fmt: skip

_WHOLE_WORDS = (
    (Part.COMMENT, frozenset({"comments", "comment", "commentlist", "comment-list", "comment-body", "comment-content",
                              "comments-area", "comment-text", "disqus_thread", "responses", "reader-comments"})),
    (Part.STANDFIRST, frozenset({"standfirst", "dek", "deck", "subtitle", "sub-title", "subheadline", "strapline",
                                 "article-dek", "article-subtitle", "entry-subtitle", "post-subtitle"})),
    (Part.INTRO, frozenset({"editor-note", "editors-note", "editorial-note", "editor-introduction"})),
)  # fmt: skip
_IN_WORDS = (
    (Part.CAPTION, re.compile(r"caption|(?:photo|image|picture)-?_?credit")),
    (Part.AUTHOR_BOX, re.compile(r"author-?_?(?:bio|box|info|card|description)|about-?_?author|byline")),
    (Part.NOTICE, re.compile(r"newsletter|cookie|consent|gdpr|paywall|donat(?:e|ion)|advert|disclaimer|copyright")),
    (Part.RELATED, re.compile(r"related|most-?_?(?:read|popular)|trending|recirc|recommended|crumb")),
    (Part.RELATED, re.compile(r"read-?_?(?:more|next)")),
    (Part.FORM, re.compile(r"share-?_?(?:bar|tools|buttons|links)|social-?_?(?:share|links|media)|sharedaddy|-form\b")),
    (Part.HEADING, re.compile(r"pull-?_?quote")),
)  # fmt: skip
_LARGEST_MARKED = 3_000


def looks_like_html(start: str) -> bool:
    """Whether a text begins as a page does."""
    return bool(_PAGE.match(start[:4000]))


def charset_of(data: bytes) -> str | None:
    """The charset that a page declares in its first 4,096 bytes."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def read_html(page: str, *, name: str = "the page") -> Extract:
    """The article in a page: headline, paragraphs, sub-headings, readers' comments, and what it says about itself.

    The text is put together from what is found, a blank line between two paragraphs; offsets
    refer to it, not to the page. Where the extractor finds no article, every visible text of the
    page is kept in order. Markup nested more than 200 deep, or of more than 60,000 tags, is not
    parsed: the text is read without it, and a note says so.

    Raises
    ------
    ReadingError
        Where there is no text outside the markup.
    """
    page = _CONTROL.sub(" ", page)
    depth, tags, longest = _measure(page)
    if depth > _DEEPEST or tags > _MOST_TAGS or longest > _LONGEST_TAG:
        note = (
            f"the markup is unusual ({tags} tags, {depth} deep, the longest of {longest} characters): read without it"
        )
        return _checked(_joined((line, None) for line in _stripped(page)), About(), (note,), name)
    html: Any = import_module("lxml.html")
    try:
        tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    except (html.etree.LxmlError, ValueError):
        lines = ((line, None) for line in _stripped(page))
        return _checked(_joined(lines), About(), ("the markup could not be parsed: read without it",), name)
    about = about_page(tree)
    leaves = tuple(_leaves(tree))
    bare = {text for text, part in leaves if part is None}
    marked = {text: part for text, part in leaves if part is not None and text not in bare}
    found = _article(page, marked, about)
    notes: tuple[str, ...] = ()
    if found is None:
        found = list(leaves)
        notes = ("no article was found in the page: everything visible on it was read",) if len(leaves) > 1 else ()
    comments = [text for text, _ in leaves if marked.get(text) is Part.COMMENT]
    listed = set(comments)
    # In the page's order, so that a reader's name stands before what he wrote.
    found = [(text, part) for text, part in found if text not in listed] + [(text, Part.COMMENT) for text in comments]
    if about.title and all(text.casefold() != about.title.casefold() for text, _ in found[:10]):
        found.insert(0, (about.title, Part.HEADLINE))
    return _checked(_joined(found), about, notes, name)


def _checked(extract: Extract, about: About, notes: tuple[str, ...], name: str) -> Extract:
    if not any(c.isalnum() for c in extract.text):
        raise ReadingError(
            f"{name} holds no text",
            found="markup, scripts or an element that is never closed",
            hint="a page that builds itself in the browser must be saved from there, as text or PDF",
        )
    return Extract(extract.text, extract.paragraphs, about, notes)


def _joined(found: Iterable[tuple[str, Part | None]]) -> Extract:
    pieces: list[str] = []
    paragraphs: list[Paragraph] = []
    position = 0
    for text, part in found:
        if not text:
            continue
        if pieces:
            pieces.append("\n\n")
            position += 2
        paragraphs.append(Paragraph(position, position + len(text), part))
        pieces.append(text)
        position += len(text)
    return Extract("".join(pieces), tuple(paragraphs))


# Through trafilatura.


def _article(page: str, marked: dict[str, Part], about: About) -> list[tuple[str, Part | None]] | None:
    import trafilatura

    etree: Any = import_module("lxml.etree")
    try:
        found: Any = trafilatura.bare_extraction(page, include_comments=True, include_tables=True)
    except (
        etree.LxmlError,
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
        AssertionError,
        RecursionError,
    ):
        # The extractor rewrites the tree by many rules; a page that breaks one of them is read without it.
        return None
    if found is None or found.body is None:
        return None
    title = (about.title or "").casefold()
    body: list[tuple[str, Part | None]] = []
    for text, tag in _flow(found.body):
        part = marked.get(text)
        if part is None and tag == "head":
            headline = text.casefold() == title or (not body and not title)
            part = Part.HEADLINE if headline else Part.HEADING
        body.append((text, part))
    if sum(len(text) for text, _ in body) < 200:
        return None
    if found.commentsbody is not None:
        body += [(text, Part.COMMENT) for text, _ in _flow(found.commentsbody)]
    return body


def _flow(body: Any) -> Iterator[tuple[str, str]]:
    """Paragraphs of the extractor's tree in order, each with the tag that holds it."""
    held: list[str] = []
    tag = "p"
    for event, element in _walk(body):
        if not isinstance(element.tag, str):
            held.append(element.tail or "" if event == "end" else "")
            continue
        if element.tag in {"p", "head", "quote", "item", "row", "cell", "list", "table", "div", "ab", "code", "body"}:
            text = _tidy("".join(held))
            if text:
                yield text, tag
            held = []
            tag = element.tag if event == "start" else "p"
        elif element.tag == "lb" and event == "start":
            held.append("\v")
        held.append((element.text if event == "start" else element.tail) or "")
    text = _tidy("".join(held))
    if text:
        yield text, tag


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    etree: Any = import_module("lxml.etree")
    yield from etree.iterwalk(tree, events=("start", "end"))


def _tidy(text: str) -> str:
    """White space as a browser shows it; a line break of the page stays one."""
    return "\n".join(line for piece in text.split("\v") if (line := _SPACE.sub(" ", piece).strip()))


# What the page's classes say.


def _own_part(element: Any) -> Part | None:
    if element.tag == "figcaption":
        return Part.CAPTION
    if element.tag in {"html", "body", "main", "article", "head", "form"}:
        return None
    words = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    for part, whole in _WHOLE_WORDS:
        if not whole.isdisjoint(words):
            return part
    joined = " ".join(words)
    return next((part for part, pattern in _IN_WORDS if joined and pattern.search(joined)), None)


def _parts(tree: Any) -> dict[Any, Part | None]:
    """What each element is by its own class or the nearest one around it."""
    part_of: dict[Any, Part | None] = {}
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        own = _own_part(element)
        # A class like "has-newsletter" may stand on the element that holds the whole article.
        if own not in {None, Part.COMMENT} and _longer(element, _LARGEST_MARKED):
            own = None
        inherited = part_of.get(element.getparent())
        part_of[element] = inherited if inherited is Part.COMMENT else own or inherited
    return part_of


def _longer(element: Any, limit: int) -> bool:
    """Whether an element holds more than `limit` characters; looks no further than it must."""
    length = 0
    for text in element.itertext(with_tail=False):
        length += len(text)
        if length > limit:
            return True
    return False


def _leaves(tree: Any) -> Iterator[tuple[str, Part | None]]:
    """Every visible text of a page, a block at a time, in order, with what its classes say it is."""
    part_of = _parts(tree)
    held: list[str] = []
    within: list[Any] = [tree]
    hidden = 0
    for event, element in _walk(tree):
        tag = element.tag
        unseen = not isinstance(tag, str) or tag in _UNSEEN or tag in {"head", "title"}
        block = not unseen and tag != "br" and tag not in _INLINE
        if event == "start":
            hidden += unseen
        if tag == "br" and event == "start":
            held.append("\v")
        if block:
            text = _tidy("".join(held))
            if text:
                yield text, part_of.get(within[-1])
            held = []
            within.append(element) if event == "start" else within.pop()
        if not hidden and event == "start":
            held.append(element.text or "")
        if event == "end":
            hidden -= unseen
            if not hidden:
                held.append(element.tail or "")
    text = _tidy("".join(held))
    if text:
        yield text, part_of.get(within[-1])


# Without a parser.


def _tokens(page: str) -> Iterator[tuple[int, int]]:
    """Where tags stand; linear in the length of the page, whatever it holds."""
    position = 0
    while (start := page.find("<", position)) >= 0:
        end = page.find("-->", start) + 2 if page.startswith("<!--", start) else page.find(">", start)
        if end < start + 1:
            yield start, len(page)
            return
        yield start, end + 1
        position = end + 1


def _measure(page: str) -> tuple[int, int, int]:
    """Deepest nesting, number of tags, length of the longest."""
    depth = deepest = tags = longest = 0
    for start, end in _tokens(page):
        tags += 1
        longest = max(longest, end - start) if not page.startswith("<!--", start) else longest
        name = _TAG.match(page, start + 1, start + 20)
        if name is None or name[1].lower() in _VOID or name[1].lower() in _CLOSED_BY_THE_NEXT:
            continue
        depth = max(0, depth - 1) if page[start + 1] == "/" else depth + 1
        deepest = max(deepest, depth)
    return deepest, tags, longest


def _stripped(page: str) -> Iterator[str]:
    """The text between tags, a line for each block; what stands in scripts and styles is left out."""
    lower = page.lower()
    held: list[str] = []
    position = 0
    for start, end in _tokens(page):
        if start < position:
            continue
        held.append(page[position:start])
        position = end
        name = _TAG.match(page, start + 1, start + 20)
        tag = name[1].lower() if name else ""
        if tag in _UNSEEN and page[start + 1] != "/":
            close = lower.find(f"</{tag}", end)
            position = len(page) if close < 0 else close
        if tag not in _INLINE:
            text = _tidy(unescape("".join(held)))
            if text:
                yield text
            held = []
    text = _tidy(unescape("".join([*held, page[position:]])))
    if text:
        yield text

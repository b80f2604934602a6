"""States in a text: by name, adjective, capital, metonym and leader, each with its place.

One pass over the capitalised words looks each up in a table of spellings and takes the
longest that fits. The spellings come from the table of states, from ``state_words.csv``
(further names, metonyms, and phrases that hold a state's name but mean no state, such as
newspapers and seas) and from ``leaders.csv`` (who led or spoke for a state, in which months).
"""

from __future__ import annotations

import csv
import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tertius import states as table
from tertius.reading.parse import Paragraph, Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["EUROPEAN_UNION", "Kind", "Mention", "find_mentions"]

EUROPEAN_UNION = "EUR-UNION"
"""The code of the European Union; ISO 3166 has none of three letters."""

Kind = Literal["name", "adjective", "capital", "metonym", "leader"]

_FOLDER = Path(__file__).parent
_WORD = re.compile(r"(?<![^\W_])(?:[A-Z]\.(?:[A-Z]\.)+|[A-ZÀ-ÞŁ][^\W\d_]*)")
_INITIAL = re.compile(r"[A-ZÀ-ÞŁ]")

# A capital that is better known as something else: a queen, a county, a university, a first name.
_NOT_A_CAPITAL = {
    *("Victoria", "Georgetown", "Kingston", "Kingstown", "Roseau", "Nassau", "San José", "Malé", "St. John's"),
    *("St. George's", "Port Louis", "Praia", "Wellington", "Santiago", "Brussels", "Bern", "Lima"),
}
_NOT_AN_ADJECTIVE = {"Central African", "Dominican", "Congolese", "Swazi", "Korean", "Saint Lucian"}
_ALSO_WORDS = {"Georgia", "Jordan", "Chad", "Turkey", "Israel", "Kenya", "Cuba", "Wellington", "Lebanon", "Mali"}
_TITLES = {
    *("President", "Premier", "Chancellor", "Chairman", "Secretary", "Minister", "King", "Prince", "General"),
    *("Marshal", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Ayatollah", "Leader", "Sir", "Lord"),
    *("Comrade", "Senator", "Governor", "Emperor", "Shah", "Colonel", "Sheikh"),
}
_US_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|"
    "Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|"
    "Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|West Virginia|"
    "Wisconsin|Wyoming|Ontario"
)
_IN_A_US_STATE = re.compile(rf",? (?:{_US_STATES.replace('Georgia|', '')})\b")
_BEFORE_A_MONTH = {"in", "since", "by", "last", "next", "late", "early", "of", "until", "till", "from", "mid", "on"}
_US_STATE = re.compile(rf"\b(?:{_US_STATES.replace('Georgia|', '')})\b")
_US_GEORGIA = re.compile(
    r"\b(?:Atlanta|Savannah|Athens, Georgia|Fulton|Kemp|Raffensperger|Warnock|Ossoff|Stacey Abrams|Bulldogs|voters)\b"
)
_CAUCASUS = re.compile(
    r"\b(?:Tbilisi|Georgians?'? |Caucas\w+|Abkhazia|Ossetia|Saakashvili|Armenia|Azerbaijan|Russian?)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A state at `text[start:end]`; `state` is ISO 3166 alpha-3, or `EUROPEAN_UNION`."""

    start: int
    end: int
    state: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Leader:
    state: str
    full: tuple[str, ...]
    alone: bool
    spells: tuple[tuple[str, str], ...]

    def months_away(self, month: str) -> int | None:
        """0 in office, else months since leaving; None more than a year before taking office."""
        since = [_months(month) - _months(end or month) for start, end in self.spells if start <= month]
        if since:
            return max(0, min(since))
        return 1 if _months(self.spells[0][0]) - _months(month) <= 12 else None


@dataclass(frozen=True, slots=True)
class _Entry:
    words: str
    state: str
    kind: str
    leaders: tuple[_Leader, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether the words are a leader's full name."""
        return any(self.words in who.full for who in self.leaders)


@dataclass(frozen=True, slots=True)
class _Whole:
    """All parsed parts as one text, its date, and which leaders it names in full, looked up once each."""

    words: str
    published: date | None
    known: dict[str, tuple[_Leader, ...]]

    def named(self, entry: _Entry) -> tuple[_Leader, ...]:
        if entry.words not in self.known:
            self.known[entry.words] = tuple(who for who in entry.leaders if any(n in self.words for n in who.full))
        return self.known[entry.words]


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """Where a spelling stands in a paragraph."""

    paragraph: Paragraph
    text: str
    start: int


def find_mentions(parsed: Parsed) -> tuple[Mention, ...]:
    """Every state that the parsed parts of a document mention, in order, none overlapping another.

    A leader counts for the state from a year before the first spell in office on, judged by
    the document's date where it has one. A bare surname that many people bear ("Johnson")
    counts after a title, or where the document also gives the full name; where several
    leaders share it the full name decides, then who was in office last.

    Parameters
    ----------
    parsed
        The parsed document.

    Returns
    -------
    tuple of Mention
        "U.S.-Russia" gives two; seas, newspapers and US towns give none.
    """
    # A parse joins its text anew each time it is asked for it.
    texts = [p.doc.text for p in parsed.paragraphs]
    whole = _Whole(" ".join(texts), parsed.document.published, {})
    georgia = _means_the_state_of_georgia(whole.words)
    found: list[Mention] = []
    for paragraph, text in zip(parsed.paragraphs, texts, strict=True):
        base = paragraph.block.start
        for start, end, entry in _spelled(text):
            if entry.kind == "trap" or (entry.words == "Georgia" and not georgia):
                continue
            place = _Place(paragraph, text, start)
            state = _led(entry, place, whole) if entry.kind == "leader" else _named(entry, place)
            if state:
                found.append(Mention(base + start, base + end, state, entry.kind))  # type: ignore[arg-type]
    return tuple(found)


def _spelled(text: str) -> Iterator[tuple[int, int, _Entry]]:
    """Entries at their places, the longest at each; text that one took is not looked at again."""
    entries = _entries()
    done = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < done:
            continue
        for entry in entries.get(word.group(), ()):
            if text.startswith(entry.words, start) and _ends_there(text, start + len(entry.words), entry):
                done = start + len(entry.words)
                yield start, done, entry
                break


def _ends_there(text: str, end: int, entry: _Entry) -> bool:
    after = text[end : end + 1]
    if not after:
        return True
    if entry.words[-1] == "-":
        return after.isalpha()
    if after.isalnum() or after == "_":
        return False
    if after == "$" and entry.words[-1] in "Ss.":
        return False
    # Xi'an is a city; "Xi's" is the man.
    return not (after == "'" and text[end + 1 : end + 2].isalpha() and text[end + 1 : end + 3].strip(" .,;:") != "s")


def _named(entry: _Entry, place: _Place) -> str | None:
    """The state of a name, unless the name is a town in the United States or a person's."""
    if entry.words == "US" and place.text.isupper():
        return None
    if entry.words in _ALSO_WORDS or entry.kind == "capital":
        if entry.state != "USA" and _IN_A_US_STATE.match(place.text, place.start + len(entry.words)):
            return None
        token = _token(place.paragraph, place.start)
        if token is not None and _is_a_person(token):
            return None
    return entry.state


def _led(entry: _Entry, place: _Place, whole: _Whole) -> str | None:
    leaders = entry.leaders
    named = whole.named(entry)
    if not entry.is_full:
        before = place.text[max(0, place.start - 40) : place.start].rsplit(maxsplit=1)[-1:]
        word = before[0].strip("\"'(") if before else ""
        if not (named or word in _TITLES or any(who.alone for who in leaders)):
            return None
        if (entry.words == "May" and word.lower() in _BEFORE_A_MONTH) or (
            word.istitle() and _another(place.paragraph, place.start, leaders)
        ):
            return None
        leaders = named or leaders
    if whole.published is None:
        return leaders[-1].state
    month = f"{whole.published:%Y-%m}"
    away = [(distance, who.state) for who in leaders if (distance := who.months_away(month)) is not None]
    return min(away)[1] if away else None


def _another(paragraph: Paragraph, start: int, leaders: tuple[_Leader, ...]) -> bool:
    """Whether the word before a surname is the first name of somebody who is none of the leaders."""
    token = _token(paragraph, start)
    if token is None or token.i == 0:
        return False
    before = token.nbor(-1)
    if before.is_sent_start or not before.is_title or before.pos_ != "PROPN" or before.text in _TITLES:
        return False
    if before.ent_type_ != "PERSON" or token.ent_type_ != "PERSON" or before.text in _entries():
        return False
    return not any(before.text in name for who in leaders for name in who.full)


def _is_a_person(token: Token) -> bool:
    """Whether the name is part of a person's name of two words or more."""
    if token.ent_type_ != "PERSON":
        return False
    neighbours = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    return any(n.ent_type_ == "PERSON" and n.pos_ == "PROPN" and n.text not in _TITLES for n in neighbours)


def _token(paragraph: Paragraph, start: int) -> Token | None:
    doc = paragraph.doc
    index = bisect_right(range(len(doc)), start, key=lambda i: doc[i].idx) - 1
    return doc[index] if index >= 0 else None


def _means_the_state_of_georgia(full: str) -> bool:
    """Whether "Georgia" is the country: it is, unless the text speaks more of the United States' own states."""
    if "Georgia" not in full:
        return True
    american = len(_US_GEORGIA.findall(full)) + len(_US_STATE.findall(full))
    return american == 0 or len(_CAUCASUS.findall(full)) >= american


@functools.cache
def _entries() -> dict[str, tuple[_Entry, ...]]:
    """First word to the entries that begin with it, the longest first."""
    spelled: dict[str, _Entry] = {}
    for entry in (*_further_words(), *_names_of_states()):
        spelled.setdefault(entry.words, entry)
        if len(entry.words) > 3 and entry.kind in {"name", "capital", "metonym"}:
            spelled.setdefault(entry.words.upper(), _Entry(entry.words.upper(), entry.state, entry.kind))
    for entry in _led_states():
        spelled.setdefault(entry.words, entry)
    first: dict[str, list[_Entry]] = {}
    for entry in spelled.values():
        word = _WORD.match(entry.words)
        assert word, entry.words
        first.setdefault(word.group(), []).append(entry)
    return {word: tuple(sorted(found, key=lambda e: -len(e.words))) for word, found in first.items()}


def _further_words() -> Iterator[_Entry]:
    for row in _rows("state_words.csv"):
        for words in row["words"].split("|"):
            yield _Entry(words, row["state"], row["kind"])


def _names_of_states() -> Iterator[_Entry]:
    for state in table.all_states():
        gone = state.cow_spells and all(s.end is not None and s.end.year < 1945 for s in state.cow_spells)
        if gone or not state.iso3.isalpha():
            continue
        for words in (state.name, *state.aliases):
            if _INITIAL.match(words) and "(" not in words and "," not in words and not words.isupper():
                yield _Entry(words, state.iso3, "name")
        if state.adjective not in _NOT_AN_ADJECTIVE:
            yield _Entry(state.adjective, state.iso3, "adjective")
            if not state.adjective.endswith(("sh", "ch", "se", "ss", "s")):
                yield _Entry(f"{state.adjective}s", state.iso3, "adjective")
        if state.capital not in _NOT_A_CAPITAL:
            yield _Entry(state.capital, state.iso3, "capital")


def _led_states() -> Iterator[_Entry]:
    by_words: dict[str, list[_Leader]] = {}
    for row in _rows("leaders.csv"):
        spells = [spell.partition("/") for spell in row["spells"].split(";")]
        full = tuple(row["full"].split("|"))
        leader = _Leader(row["state"], full, row["alone"] == "yes", tuple((a, b) for a, _, b in spells))
        for words in dict.fromkeys((*full, *row["surname"].split("|"))):
            if _INITIAL.match(words):
                by_words.setdefault(words, []).append(leader)
            elif words.rpartition(" ")[2] not in by_words:
                by_words.setdefault(words.rpartition(" ")[2], []).append(leader)
    for words, leaders in by_words.items():
        yield _Entry(words, leaders[-1].state, "leader", tuple(leaders))


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])

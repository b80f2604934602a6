"""From a mention to a name: surname, pronoun, role noun, "the report", each with the steps that led there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertius.reading.actors import find_mentions
from tertius.reading.named import Somebody, find_named, people_of
from tertius.reading.names import ROLES
from tertius.reading.parse import Parsed
from tertius.reading.pronouns import Place, antecedents
from tertius.reading.quotes import find_quotes
from tertius.reading.record import AUTHOR, Person
from tertius.reading.statements.lexicon import RECORDS

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Cast", "find_people"]

_ROLE_NOUNS = frozenset(word for words in ROLES.values() for word in words)


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """Everybody in a document, and whom each mention means.

    Attributes
    ----------
    people
        In order of first mention; the document's author last where it names one.
    """

    people: tuple[Person, ...]
    _parsed: Parsed
    _named: tuple[Somebody, ...]
    _places: dict[Place, Somebody]
    _pronouns: dict[Place, Somebody]

    def resolve(self, head: Place | None, written: str) -> tuple[str, tuple[str, ...]]:
        """The name that a mention means and the chain that leads to it, the mention as written first.

        Parameters
        ----------
        head
            Paragraph among those parsed and token index of the mention's head; None where the text names no source.
        written
            The mention as written. It is the answer where several people could be meant.
        """
        if head is None:
            return written, (written,) if written else ()
        paragraph, index = head
        token = self._parsed.paragraphs[paragraph].doc[index]
        low = token.lower_
        if low in {"i", "we", "my", "our"}:
            return AUTHOR, (written, AUTHOR)
        if low == "who" and token.head.dep_ == "relcl":
            token = token.head.head
            head = (paragraph, token.i)
        who = self._pronouns.get(head)
        if who is not None:
            return who.name, _chain(written, who)
        who = self._person_at(paragraph, token)
        if who is not None:
            return who.name, _chain(written, who)
        who = self._by_role(token)
        if who is not None:
            return who.name, _chain(written, who)
        if low in {"author", "writer"} and {c.lower_ for c in token.children} <= {"the", "this"}:
            return AUTHOR, (written, AUTHOR)
        if (whole := self._introduced(head, token)) is not None:
            return whole, (written, whole)
        owner = self._organisation_before(paragraph, token) if low == "it" else self._owner(paragraph, token)
        if owner is not None:
            return owner, (written, owner)
        return written, (written,)

    def _person_at(self, paragraph: int, token: Token) -> Somebody | None:
        """The person a mention names: at its head, in an apposition to it, or as what it stands in apposition to."""
        who = self._places.get((paragraph, token.i))
        if who is not None:
            return who
        for child in token.children:
            if child.dep_ == "appos" or (child.dep_ in {"compound", "flat"} and child.i == token.i - 1):
                who = self._places.get((paragraph, child.i))
                if who is not None:
                    return who
        if token.dep_ == "appos" and token.head.dep_ != "ROOT":
            return self._places.get((paragraph, token.head.i))
        return None

    def _by_role(self, token: Token) -> Somebody | None:
        """The one person who is called what a definite noun says: the analyst, the Vermont senator."""
        noun = token.lemma_.lower()
        if noun not in _ROLE_NOUNS or token.tag_ != "NN":
            return None
        if not any(c.dep_ in {"det", "poss"} and c.lower_ in {"the", "this", "that"} for c in token.children):
            return None
        called = [w for w in self._named if noun in w.called]
        if len(called) > 1:
            more = {c.lower_ for c in token.children if c.dep_ in {"amod", "compound", "nmod"}}
            called = [w for w in called if more and more <= w.called]
        return called[0] if len(called) == 1 else None

    def _introduced(self, head: Place | None, token: Token) -> str | None:
        """The one mention before it that brought such a person in: "a senior official" for "the official"."""
        if head is None or token.tag_ != "NN" or {c.lower_ for c in token.children} != {"the"}:
            return None
        lemma = token.lemma_.lower()
        if lemma not in _ROLE_NOUNS | {"official", "diplomat", "officer", "aide"}:
            return None
        found: set[str] = set()
        for number, paragraph in enumerate(self._parsed.paragraphs[: head[0] + 1]):
            for noun in paragraph.doc[: head[1] if number == head[0] else len(paragraph.doc)]:
                if (
                    noun.tag_ == "NN"
                    and noun.lemma_.lower() == lemma
                    and noun.dep_ not in {"attr", "appos", "compound"}
                ):
                    opening = noun.left_edge
                    if opening.lower_ in {"a", "an", "one"} and not any(c.dep_ == "appos" for c in noun.children):
                        found.add(paragraph.doc[opening.i : noun.i + 1].text)
        return found.pop() if len(found) == 1 else None

    def _owner(self, paragraph: int, token: Token) -> str | None:
        """Who stands behind "the report", "its research" and "its officials": the organisation just named."""
        its = next((t for t in token.subtree if t.lower_ == "its" and t.dep_ == "poss"), None)
        record = token.lemma_.lower() in RECORDS | {"research", "finding"}
        if its is None and not record:
            return None
        if record and its is None and any(t.ent_type_ in {"ORG", "PERSON"} for t in token.subtree):
            return None
        organisation = self._organisation_before(paragraph, its if its is not None else token)
        if organisation is None or record:
            return organisation
        assert its is not None
        rest = its.doc[its.i + 1 : its.head.i + 1].text
        return f"{organisation.removeprefix('the ').removeprefix('The ')} {rest}"

    def _organisation_before(self, paragraph: int, token: Token) -> str | None:
        """The organisation that is the subject just before a word, in its paragraph."""
        doc = token.doc
        for i in range(token.i - 1, -1, -1):
            near = doc[i]
            if (
                near.dep_ in {"nsubj", "nsubjpass"}
                and near.i < token.left_edge.i
                and (
                    near.ent_type_ in {"ORG", "FAC"}
                    or (near.pos_ == "PROPN" and self._places.get((paragraph, i)) is None)
                )
            ):
                # "Sanctions that it says …": a state speaks too, but has no "the report".
                if near.ent_type_ in ({"NORP", "PERSON"} if token.lower_ == "it" else {"GPE", "NORP", "PERSON"}):
                    return None
                words = [
                    t for t in near.subtree if (t.i <= near.i and t.dep_ in {"det", "compound", "nsubj"}) or t == near
                ]
                if near.left_edge.dep_ == "det" or all(t.i <= near.i for t in words):
                    phrase = doc[min(t.i for t in words if t.dep_ != "det" or t.lower_ == "the") : near.i + 1]
                    return phrase.text
        return None


def find_people(parsed: Parsed) -> Cast:
    """Everybody named in a document, with affiliation, state and role as the text gives them.

    A full name decides for its surname wherever that stands alone; two people of one surname
    leave it unresolved. He and she mean the person who was last the subject and can be meant.
    """
    named = find_named(parsed)
    places = {(m.paragraph, i): who for who in named for m in who.mentions for i in range(m.start, m.end)}
    quotes = find_quotes(parsed)
    return Cast(
        people=people_of(parsed, named, find_mentions(parsed)),
        _parsed=parsed,
        _named=named,
        _places=places,
        _pronouns=antecedents(parsed, places, quotes),
    )


def _chain(written: str, who: Somebody) -> tuple[str, ...]:
    if written == who.name:
        return (written,)
    last = who.words[-1] if len(who.words) > 1 else ""
    if written.lower() in {"he", "she", "his", "her", "him"} and last and who.family == last.lower():
        return written, last, who.name
    return written, who.name

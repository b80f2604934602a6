from __future__ import annotations

import pytest

from tertius.reading.coding import ahead, category_of, classify, mood_of
from tertius.reading.event_lexicon import COOPERATIVE, FORCEFUL, load_lexicon

CATEGORIES = {
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    *("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "RETREAT"),
}


def between(text: str, source: str, target: str) -> str:
    first, second = text.index(source), text.index(target)
    return classify(text, (first, first + len(source)), (second, second + len(target)))


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Ruritania agreed to open a port for Freedonia.", "AGREE"),
        ("Ruritania is ready to withdraw troops from Freedonia.", "AGREE"),
        ("The president of Ruritania met the king of Freedonia.", "CONSULT"),
        ("Ruritania held talks with Freedonia.", "CONSULT"),
        ("Ruritania praised the army of Freedonia.", "SUPPORT"),
        ("Ruritania signed a treaty with Freedonia.", "SUPPORT"),
        ("Ruritania shared intelligence with Freedonia.", "COOPERATE"),
        ("Ruritania sent food to Freedonia.", "AID"),
        ("Ruritania lifted sanctions on Freedonia.", "YIELD"),
        ("Ruritania pulled back its troops from Freedonia.", "YIELD"),
        ("Ruritania urged Freedonia to leave.", "REQUEST"),
        ("Ruritania said that Freedonia must disarm.", "REQUEST"),
        ("Ruritania condemned the attack by Freedonia.", "ACCUSE"),
        ("Ruritania launched an investigation into Freedonia.", "ACCUSE"),
        ("Ruritania refused to meet Freedonia.", "REJECT"),
        ("Ruritania rejected a request from Freedonia.", "REJECT"),
        ("Ruritania will not meet Freedonia.", "REJECT"),
        ("Ruritania cancelled a visit to Freedonia.", "REJECT"),
        ("Ruritania threatened to bomb Freedonia.", "THREATEN"),
        ("Ruritania will attack Freedonia.", "THREATEN"),
        ("Ruritania protested against Freedonia.", "PROTEST"),
        ("Ruritania mobilized the army against Freedonia.", "MOBILIZE"),
        ("Ruritania imposed sanctions on Freedonia.", "SANCTION"),
        ("Ruritania suspended aid to Freedonia.", "SANCTION"),
        ("Ruritania expelled a diplomat of Freedonia.", "SANCTION"),
        ("Ruritania arrested a citizen of Freedonia.", "COERCE"),
        ("Ruritania invaded Freedonia.", "ASSAULT"),
        ("Ruritania carried out air strikes against Freedonia.", "ASSAULT"),
        ("Ruritania violated the ceasefire with Freedonia.", "ASSAULT"),
    ],
)
def test_the_category_of_a_given_pair(text: str, category: str):
    assert between(text, "Ruritania", "Freedonia") == category


def test_a_passive_tells_what_its_agent_did():
    assert between("Freedonia was invaded by Ruritania.", "Ruritania", "Freedonia") == "ASSAULT"


def test_the_verb_of_the_pair_counts_not_another():
    text = "Ruritania rejected a plan and invaded Freedonia."
    assert between(text, "Ruritania", "Freedonia") == "ASSAULT"


def test_a_noun_between_the_two_tells_the_deed():
    text = "The invasion of Freedonia by Ruritania went on."
    assert between(text, "Ruritania", "Freedonia") == "ASSAULT"


def test_where_no_word_is_known_the_mildest_is_said():
    assert between("Ruritania xyzzed Freedonia.", "Ruritania", "Freedonia") == "CONSULT"


def test_a_place_outside_the_text_is_answered_too():
    assert classify("Nothing.", (50, 60), (70, 80)) in CATEGORIES


def verb(text: str, word: str):
    from tertius.reading.language import language_model

    return next(t for t in language_model().pipeline(text) if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "negated", "future", "possible"),
    [
        ("They met France.", "met", False, False, False),
        ("They never met France.", "met", True, False, False),
        ("They will meet France.", "meet", False, True, False),
        ("They may not meet France.", "meet", True, False, True),
    ],
)
def test_the_mood_is_read_from_the_auxiliaries(text: str, word: str, negated: bool, future: bool, possible: bool):
    mood = mood_of(verb(text, word))
    assert (mood.negated, mood.future, mood.possible) == (negated, future, possible)


def test_called_on_friday_is_no_call_on_somebody():
    assert category_of(verb("Mr Aldine called Mr Borodin on Friday.", "called")) != "REQUEST"


def test_what_is_ahead_is_agreed_or_threatened():
    assert {ahead(c) for c in COOPERATIVE} == {"AGREE"}
    assert {ahead(c) for c in FORCEFUL} == {"THREATEN"}
    assert ahead("ACCUSE") == "ACCUSE"


def test_the_lexicon_names_only_categories_and_offices():
    lexicon = load_lexicon()
    named = {
        e.means for table in (lexicon.verbs, lexicon.nouns, lexicon.adjectives) for es in table.values() for e in es
    }
    assert named <= CATEGORIES
    assert set(lexicon.offices) == {"light", "undo", "refuse", "agree", "demand", "threaten", "through"}


def test_the_entry_that_asks_for_more_goes_first():
    lexicon = load_lexicon()
    found = lexicon.verb("violate", set(), {"ceasefire"})
    assert found is not None
    assert found.means == "ASSAULT"
    assert lexicon.verb("violate", set(), set()) is None

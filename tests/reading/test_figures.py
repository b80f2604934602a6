from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.reading.actors import find_mentions
from tertius.reading.document import Block, Document, Part, document_id
from tertius.reading.figures import disagreements, find_figures
from tertius.reading.parse import parse
from tertius.reading.record import Figure

DAY = date(2024, 3, 1)


def figures(text: str, published: date | None = DAY) -> tuple[Figure, ...]:
    blocks, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(place, place + len(line), Part.BODY))
        place += len(line) + 1
    parsed = parse(Document(document_id(text), text, "-", None, None, None, published, "en", tuple(blocks)))
    return find_figures(parsed, find_mentions(parsed))


def only(text: str) -> Figure:
    [figure] = figures(text)
    return figure


class TestWhatIsMeasured:
    def test_the_subject_of_a_verb_of_change(self):
        figure = only("Trade between Russia and China rose 26 per cent in 2023.")
        assert figure.measures == "Trade between Russia and China"
        assert figure.states == ("RUS", "CHN")
        assert (figure.period, figure.status) == ("2023", "change")

    def test_the_thing_counted(self):
        figure = only("Ruritania's rival France has 290 nuclear warheads.")
        assert (figure.measures, figure.unit, figure.states) == ("nuclear warheads", "count", ("FRA",))

    def test_the_whole_of_a_share(self):
        figure = only("India bought about 19 per cent of its oil abroad.")
        assert figure.measures == "share of its oil"
        assert figure.states == ("IND",)

    def test_the_deed_and_its_object(self):
        figure = only("India imported 1.6 million barrels a day of Russian oil in July 2023.")
        assert figure.measures == "imports of Russian oil"
        assert set(figure.states) == {"IND", "RUS"}

    def test_the_noun_a_sum_qualifies(self):
        assert only("They signed a $60 billion deal.").measures == "deal"

    def test_the_object_that_is_moved_to_a_sum(self):
        figure = only("Japan wants to lift its defence spending to $60 billion by 2027.")
        assert figure.measures == "its defence spending"
        assert (figure.status, figure.period) == ("target", "2027")

    def test_a_bare_number_set_against_a_count_counts_the_same(self):
        found = figures("The text was adopted by 93 votes to 18, with 65 abstentions.")
        assert [(f.value, f.measures) for f in found] == [(93, "votes"), (18, "votes"), (65, "abstentions")]

    def test_what_is_doubled(self):
        assert only("Norway aims to double its production of shells.").measures == "its production of shells"


class TestStatus:
    @pytest.mark.parametrize(
        ("text", "status"),
        [
            ("Exports were $5 billion in 2023.", "actual"),
            ("Exports fell by 5 per cent.", "change"),
            ("The target is growth of 5 per cent.", "target"),
            ("The bank expects growth of 5 per cent in 2025.", "estimate"),
            ("Spending could reach $5 billion.", "estimate"),
            ("Sales doubled.", "change"),
        ],
    )
    def test_a_goal_is_not_a_measurement(self, text: str, status: str):
        assert only(text).status == status


class TestPeriods:
    def test_the_period_of_comparison_is_not_that_of_the_figure(self):
        now, before = figures(
            "Trade of Russia with China hit $240 billion in 2023, up from $190 billion a year earlier."
        )
        assert (now.period, before.period) == ("2023", "2022")
        assert now.comparison == "up from $190 billion a year earlier"
        assert before.measures == now.measures
        assert before.states == now.states

    def test_a_span_of_time_is_a_figure_with_its_period(self):
        figure = only("It will shape the tie of France with Spain over the next four years.")
        assert (figure.value, figure.unit, figure.period) == (4, "years", "2024/2028")
        assert figure.states == ("FRA", "ESP")

    @pytest.mark.parametrize("text", ["He left two years ago.", "An 18-year-old won.", "It fell a year earlier."])
    def test_when_it_was_and_how_old_somebody_is_are_none(self, text: str):
        assert figures(text) == ()


class TestStates:
    def test_the_two_countries_are_the_pair_named_last(self):
        text = "Japan and Italy met.\nThe two countries traded goods worth $30 billion."
        assert figures(text)[-1].states == ("JPN", "ITA")

    def test_without_a_pair_the_two_countries_stay_open(self):
        assert only("The two countries traded goods worth $30 billion.").states == ()

    def test_the_us_of_us_dollars_is_no_state(self):
        assert only("The port cost US$3 billion.").states == ()


@pytest.mark.parametrize(
    "text",
    [
        "One critical question remains.",
        "The two are friends.",
        "The two countries met on 5 May 2019.",
        "Resolution 1701 holds.",
        "In the 19th century and in 2008 they fought.",
    ],
)
def test_numbers_that_count_nothing_are_no_figures(text: str):
    assert figures(text) == ()


def test_several_times_smaller_is_a_ratio_without_a_value():
    figure = only("Italy's fleet is several times smaller than that of Spain.")
    assert (figure.value, figure.unit, figure.comparison) == (None, "ratio", "than that of Spain")


def test_the_span_is_the_number_with_its_unit():
    text = "\u201cIt cost $5 billion,\u201d said no one."
    figure = only(text)
    assert text[figure.start : figure.end] == "$5 billion"


class TestDisagreements:
    def make(self, value: float | None, **changed: object) -> Figure:
        figure = Figure(0, 1, value, "USD", "Trade with China", ("RUS", "CHN"), "2023", "actual", None, Part.BODY)
        return replace(figure, **changed)

    def test_figures_of_one_thing_that_differ_stand_side_by_side(self):
        figures = [self.make(240e9), self.make(218e9, measures="trade with China", states=("CHN", "RUS"))]
        [found] = disagreements(figures)
        assert found.figures == tuple(figures)
        assert found.places == (0, 1)
        assert (found.period, found.unit) == ("2023", "USD")

    @pytest.mark.parametrize(
        "changed",
        [{"period": "2022"}, {"states": ("RUS",)}, {"unit": "EUR"}, {"status": "target"}, {"measures": "oil"}],
    )
    def test_figures_of_different_things_do_not_contradict(self, changed: dict[str, object]):
        assert disagreements([self.make(240e9), self.make(218e9, **changed)]) == ()

    def test_figures_that_agree_do_not_contradict(self):
        assert disagreements([self.make(240e9), self.make(240e9), self.make(None)]) == ()

    def test_what_is_about_nothing_known_is_left_alone(self):
        assert disagreements([self.make(1, states=()), self.make(2, states=())]) == ()

    def test_two_documents_are_compared_when_joined(self):
        one = figures("Trade between Russia and China was $240 billion in 2023.")
        two = figures("In 2023 trade between China and Russia was $218 billion.")
        [found] = disagreements([*one, *two])
        assert [f.value for f in found.figures] == [240e9, 218e9]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="0123456789$%., RussiaChinofgrew\n\u200f\u2019", max_size=80))
def test_every_span_lies_in_the_text(text: str):
    assert all(0 <= f.start < f.end <= len(text) for f in figures(text))


def test_trade_between_two_states_is_theirs_whoever_counts_it() -> None:
    assert only("The ministry in Oslo put trade between Spain and Portugal at $228 billion.").states == ("ESP", "PRT")

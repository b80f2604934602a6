"""Roll calls from the producer's rows, and agreement and kappa of every pair and session."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.atlas.figures.votes import dyad_votes, rollcall_table, title_key
from tertius.atlas.rollcalls import ISSUES, rollcalls_from_table, year_of
from tertius.errors import UnknownName


def votes_of(*rows: tuple[int, int, str, int]) -> pl.DataFrame:
    return pl.DataFrame(
        rows,
        schema={"rcid": pl.Int32, "session": pl.Int16, "state": pl.String, "vote": pl.Int8},
        orient="row",
    )


def resolutions_of(*rows: dict) -> pl.DataFrame:
    blank = {"title": "T", "description": None, "amendment": None, "paragraph": None, **dict.fromkeys(ISSUES, False)}
    return pl.DataFrame(
        [{**blank, **row} for row in rows],
        schema={
            "rcid": pl.Int32,
            "session": pl.Int16,
            "date": pl.Date,
            "title": pl.String,
            "description": pl.String,
            "amendment": pl.Boolean,
            "paragraph": pl.Boolean,
            **dict.fromkeys(ISSUES, pl.Boolean),
        },
    )


def known(session: int, published: date) -> date:
    table = rollcall_table(
        votes_of((1, session, "France", 1)), resolutions_of({"rcid": 1, "session": session, "date": published})
    )
    return table["known"][0]


def test_one_row_a_roll_call_with_every_answer_in_its_states_column():
    table = rollcall_table(
        votes_of((1, 31, "United States", -1), (1, 31, "Russia", 1), (1, 31, "China", 0), (2, 31, "Russia", 1)),
        resolutions_of(
            {"rcid": 1, "session": 31, "date": date(1976, 11, 1), "paragraph": True},
            {"rcid": 2, "session": 31, "date": date(1976, 12, 1)},
        ),
    )
    assert table.select("s2", "s365", "s710").rows() == [(-1, 1, 0), (None, 1, None)]
    assert table["contested"].to_list() == [True, False]
    assert table["part"].to_list() == [True, False]
    assert table["known"].to_list() == [date(1976, 11, 30), date(1976, 12, 31)]


def test_names_mean_the_state_of_their_session():
    # Germany is one state from session 45 (1990), whatever the producer still calls it; so is Yemen.
    table = rollcall_table(
        votes_of(
            (1, 44, "Federal Republic of Germany", 1),
            (1, 44, "Yemen Arab Republic", 1),
            (1, 44, "Russia", 1),
            (2, 45, "Federal Republic of Germany", -1),
            (2, 45, "Yemen Arab Republic", -1),
            (2, 45, "Russia", -1),
        ),
        resolutions_of(
            {"rcid": 1, "session": 44, "date": date(1989, 12, 1)}, {"rcid": 2, "session": 45, "date": date(1990, 12, 1)}
        ),
    )
    assert table.select("s260", "s255", "s678", "s679", "s365").rows() == [
        (1, None, 1, None, 1),
        (None, -1, None, -1, -1),
    ]


def test_the_seat_of_china_is_taiwans_until_the_producer_says_china():
    table = rollcall_table(
        votes_of((1, 26, "Taiwan", -1), (2, 26, "China", 1)),
        resolutions_of(
            {"rcid": 1, "session": 26, "date": date(1971, 10, 1)}, {"rcid": 2, "session": 26, "date": date(1971, 12, 1)}
        ),
    )
    assert table.select("s713", "s710").rows() == [(-1, None), (None, 1)]


def test_a_voter_that_is_no_state_is_refused_by_name():
    with pytest.raises(UnknownName, match="Atlantis"):
        rollcall_table(
            votes_of((1, 31, "Atlantis", 1)), resolutions_of({"rcid": 1, "session": 31, "date": date(1976, 12, 1)})
        )


@pytest.mark.parametrize(
    ("session", "published", "last_day"),
    [
        (31, date(1976, 11, 3), date(1976, 11, 30)),  # before about 1995 the day is wrong: the month is taken whole
        (72, date(2018, 2, 24), date(2018, 2, 28)),
        (74, date(2020, 2, 1), date(2020, 2, 29)),
        (22, date(1966, 12, 7), date(1967, 12, 31)),  # roll call 961 carries the year before its session
        (23, date(1967, 5, 7), date(1968, 12, 31)),  # roll call 9018 likewise
        (59, date(2005, 12, 8), date(2004, 12, 31)),  # after the session closed: a slip the other way
        (44, date(1990, 9, 30), date(1990, 9, 30)),
        (44, date(1990, 10, 1), date(1989, 12, 31)),
    ],
)
def test_a_vote_is_known_from_the_last_day_on_which_it_can_have_been_taken(session, published, last_day):
    assert known(session, published) == last_day


@given(session=st.integers(1, 77), slip=st.integers(-30_000, 20_000))
def test_no_date_however_wrong_makes_a_vote_known_before_its_session(session, slip):
    published = max(date(year_of(session), 9, 15) + timedelta(days=slip), date(1900, 1, 1))
    table = rollcall_table(
        votes_of((1, session, "France", 1), (1, session, "Russia", -1)),
        resolutions_of({"rcid": 1, "session": session, "date": published}),
    )
    votes = rollcalls_from_table(table)
    assert table["known"][0] >= date(year_of(session), 1, 1)
    assert len(votes.known_by(date(year_of(session), 12, 30), lag_days=0)) == 0


@given(
    days=st.lists(st.integers(0, 1500), min_size=2, max_size=8),
    cut=st.dates(date(1976, 6, 1), date(1981, 1, 1)),
    lag=st.integers(0, 60),
)
def test_rewriting_the_future_of_the_file_leaves_the_past_as_it_was(days, cut, lag):
    """The same from the producer's rows on: later votes, titles and dates are poisoned, earlier results stay."""
    first = date(1976, 9, 20)
    rows = [
        (n, first + timedelta(days=d), (first + timedelta(days=d) - timedelta(days=260)).year - 1945)
        for n, d in enumerate(sorted(days), start=1)
    ]
    calm = [{"rcid": n, "session": s, "date": d, "title": f"title {'abc'[n % 3]}"} for n, d, s in rows]
    answers = [(n, s, state, (n * k) % 3 - 1) for n, _, s in rows for k, state in enumerate(("Russia", "China"), 1)]

    def read(cast: list, listed: list):
        return rollcalls_from_table(rollcall_table(votes_of(*cast), resolutions_of(*listed)))

    before = read(answers, calm).known_by(cut, lag_days=lag)
    public = set(before.rcid.tolist())
    wild = [r if r["rcid"] in public else {**r, "title": "title a", "paragraph": True, "nuclear": True} for r in calm]
    cast = [a if a[0] in public else (*a[:3], -a[3]) for a in answers]
    cast += [(n, s, "France", 1) for n, _, s in rows if n not in public]
    after = read(cast, wild).known_by(cut, lag_days=lag)
    assert after.rcid.tolist() == before.rcid.tolist()
    for state in (365, 710):
        np.testing.assert_array_equal(after.of(state), before.of(state))
    assert np.isnan(after.of(220)).all()
    np.testing.assert_array_equal(after.part, before.part)
    np.testing.assert_array_equal(after.known, before.known)
    same = after.title[:, None] == after.title[None, :]
    np.testing.assert_array_equal(same, before.title[:, None] == before.title[None, :])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The situation in Côte d'Ivoire", "THE SITUATION IN COTE D'IVOIRE"),
        ("Effects of atomic radiation, 1999", "Effects of atomic radiation, 2005"),
        ("Nuclear disarmament : resolution / adopted by the General Assembly", "Nuclear disarmament"),
        ("Nuclear disarmament: draft resolution", "NUCLEAR DISARMAMENT"),
    ],
)
def test_a_recurring_text_keeps_its_key(one, other):
    assert title_key(one, None) == title_key(other, None) != ""


def test_different_texts_have_different_keys():
    assert title_key("Nuclear disarmament", None) != title_key("Nuclear tests", None)


def test_an_untitled_vote_goes_by_its_description():
    assert title_key(None, "To adopt a draft on trade") == "to adopt a draft on trade"
    assert title_key(None, None) == ""


def rows_of(frame: pl.DataFrame) -> list[tuple]:
    return [tuple(round(v, 4) if isinstance(v, float) else v for v in row) for row in frame.rows()]


def test_agreement_and_kappa_by_hand(calls):
    # Russia yes, yes, abstains, no; China yes, abstains, abstains, absent. Three shared votes,
    # apart by 0, 1, 0: agreement 1 - 1/6. Means 2/3 and 1/3, squares about them 2/3 and 2/3:
    # kappa 1 - 1 / (2/3 + 2/3 + 3/9) = .4.
    votes = calls({365: [1, 1, 0, -1], 710: [1, 0, 0, None]}, session=[31] * 4)
    assert rows_of(dyad_votes(votes)) == [(365, 710, 1976, 3, 0.8333, 0.4, True)]


def test_an_abstention_is_half_way(calls):
    votes = calls({2: [1], 365: [0], 710: [-1]}, session=[31])
    found = {(a, b): agreement for a, b, agreement in dyad_votes(votes).select("a", "b", "agreement").iter_rows()}
    assert found == {(2, 365): 0.5, (2, 710): 0.0, (365, 710): 0.5}


def test_a_pair_that_shares_no_vote_has_no_row_rather_than_a_zero(calls):
    votes = calls({2: [1, None], 365: [None, 1], 710: [-1, -1]}, session=[31, 31])
    assert dyad_votes(votes).select("a", "b").rows() == [(2, 710), (365, 710)]


def test_kappa_of_two_states_that_never_varied_is_unknown_and_not_one(calls):
    votes = calls({2: [1, 1], 365: [1, 1], 710: [-1, 0]}, session=[31, 31])
    pair = dyad_votes(votes).filter((pl.col("a") == 2) & (pl.col("b") == 365))
    assert pair.select("agreement", "kappa", "kappa_usable").row(0) == (1.0, None, False)


def test_kappa_is_usable_only_under_nine_tenths_of_one_answer_by_either(calls):
    varied = [1, -1] * 10
    nine_tenths, less = [1] * 18 + [0] * 2, [1] * 17 + [0] * 3
    votes = calls({2: nine_tenths, 365: less, 710: varied}, session=[31] * 20)
    usable = {(a, b): u for a, b, u in dyad_votes(votes).select("a", "b", "kappa_usable").iter_rows()}
    assert usable == {(2, 365): False, (2, 710): False, (365, 710): True}


def test_states_come_in_the_order_of_their_codes_whatever_the_order_of_the_columns(calls):
    votes = calls({710: [1, 0], 2: [1, -1], 365: [0, 0]}, session=[31, 32])
    frame = dyad_votes(votes)
    assert (frame["a"] < frame["b"]).all()
    assert frame.select("a", "b", "year").rows() == [
        (a, b, y) for y in (1976, 1977) for a, b in ((2, 365), (2, 710), (365, 710))
    ]


ANSWERS = st.lists(st.sampled_from([1, 0, -1, None]), min_size=6, max_size=6)


@given(x=ANSWERS, y=ANSWERS, z=ANSWERS)
def test_it_equals_the_definition_as_a_loop(calls, x, y, z):
    session = [31, 31, 31, 31, 32, 32]
    of = {2: x, 365: y, 710: z}
    wanted = []
    for year in (1976, 1977):
        for a, b in ((2, 365), (2, 710), (365, 710)):
            shared = [
                (p, q)
                for p, q, s in zip(of[a], of[b], session, strict=True)
                if year_of(s) == year and p is not None and q is not None
            ]
            if not shared:
                continue
            n = len(shared)
            agreement = sum(1 - abs(p - q) / 2 for p, q in shared) / n
            mean_p, mean_q = sum(p for p, _ in shared) / n, sum(q for _, q in shared) / n
            spread = sum((p - mean_p) ** 2 + (q - mean_q) ** 2 for p, q in shared) + n * (mean_p - mean_q) ** 2
            kappa = None if spread < 1e-12 else 1 - sum((p - q) ** 2 for p, q in shared) / spread
            modal = max(max(side.count(v) for v in (1, 0, -1)) for side in map(list, zip(*shared, strict=True))) / n
            wanted.append((a, b, year, n, agreement, kappa, modal < 0.9))
    frame = dyad_votes(calls(of, session=session))
    assert frame.height == len(wanted)
    for row, want in zip(frame.rows(), wanted, strict=True):
        assert row[:4] == want[:4]
        assert row[4] == pytest.approx(want[4], abs=6e-5)
        assert row[5] == (None if want[5] is None else pytest.approx(want[5], abs=6e-5))
        assert row[6] == want[6]

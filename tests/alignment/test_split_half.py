"""Two halves of the texts: what is halved, and what is computed of the two."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from tertius.alignment import split_half as under_test
from tertius.alignment.split_half import _change_correlation, _compare, split_half
from tertius.measures.ideal_points import Schedule

LATE = date(2026, 11, 22)
SHORT = Schedule(sweeps=80, burn_in=40, thin=2, chains=2, threads=2)


def halves(n_states: int = 12, n_sessions: int = 10, seed: int = 0) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two made-up tables of positions."""
    rng = np.random.default_rng(seed)
    cow, session = (a.ravel() for a in np.meshgrid(np.arange(n_states), np.arange(n_sessions)))
    level = rng.standard_normal(cow.size)

    def one() -> pl.DataFrame:
        mean = level + 0.2 * rng.standard_normal(cow.size)
        return pl.DataFrame({"cow": cow, "session": session, "mean": mean, "sd": np.full(cow.size, 0.2)})

    return one(), one()


def test_texts_are_halved_and_no_text_is_in_both(tiny_atlas, monkeypatch):
    parts = []
    fitted = under_test.fit

    def watched(votes, **how):
        parts.append(votes)
        return fitted(votes, **how)

    monkeypatch.setattr(under_test, "fit", watched)
    bridged = tiny_atlas.bridged([(i, i + 12) for i in range(0, 180, 12)])
    split_half(as_of=LATE, schedule=SHORT, atlas=bridged)
    one, two = (set(p.item.tolist()) for p in parts)
    assert not one & two
    assert one | two == set(bridged.final_rollcalls.item.tolist())
    assert abs(len(one) - len(two)) <= 1
    # The chain of sixteen votes on one text stands whole in one half.
    assert sorted((p.item == 0).sum() for p in parts) == [0, 16]


def test_halves_of_one_world_agree_and_a_seed_gives_them_again(tiny_atlas):
    seen: list[tuple[int, int]] = []
    plan = Schedule(sweeps=300, burn_in=100, thin=4, chains=2, threads=2)
    one = split_half(as_of=LATE, schedule=plan, atlas=tiny_atlas, progress=lambda *at: seen.append(at))
    assert one.correlation > 0.7
    assert one.n == 96
    assert one.worst_session is None, "six states are too few for a correlation within a session"
    assert seen == sorted(seen)
    assert seen[-1] == (1600, 1600)
    assert split_half(as_of=LATE, schedule=plan, atlas=tiny_atlas) == one


def test_an_interrupt_in_the_first_half_starts_no_second(tiny_atlas):
    calls = []

    def impatient(done: int, total: int) -> None:
        calls.append(done)
        if done > 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        split_half(as_of=LATE, schedule=Schedule(1_000_000, 10, 50, 2, 2), atlas=tiny_atlas, progress=impatient)
    assert max(calls) < 1_000_000


def test_equal_halves_agree_wholly():
    one, _ = halves()
    same = _compare(LATE, one, one)
    assert same.correlation == same.spearman_brown == same.worst_session == pytest.approx(1)
    assert same.change_5 == pytest.approx(1)
    assert same.observed_sd == 0


def test_figures_by_hand():
    one = pl.DataFrame({"cow": [1, 2], "session": [5, 5], "mean": [0.0, 1.0], "sd": [3.0, 3.0]})
    two = pl.DataFrame({"cow": [1, 2, 3], "session": [5, 5, 5], "mean": [0.4, 1.0, 9.0], "sd": [4.0, 4.0, 4.0]})
    found = _compare(LATE, one, two)
    assert found.n == 2
    assert found.posterior_sd == pytest.approx(np.sqrt((9 + 16) / 2))
    # Differences 0.4 and 0: their root mean square over the square root of two.
    assert found.observed_sd == pytest.approx(0.4 / 2)
    assert (found.worst_session, found.change_5) == (None, None)
    assert found.spearman_brown == pytest.approx(2 * found.correlation / (1 + found.correlation))


def test_the_doubt_of_halves_that_differ_by_chance_is_calibrated():
    one, two = halves(n_states=100, n_sessions=40)
    found = _compare(LATE, one, two)
    assert found.posterior_sd == pytest.approx(0.2)
    assert found.observed_sd == pytest.approx(0.2, rel=0.05)


@pytest.mark.parametrize("seed", range(3))
def test_change_is_that_of_three_year_means_as_a_loop_has_it(seed):
    one, two = halves(seed=seed)
    both = one.join(two, on=("cow", "session"), suffix="_two").sort("cow", "session")
    changes: list[tuple[float, float]] = []
    for cow in both["cow"].unique(maintain_order=True):
        sides = [both.filter(cow=cow)[c].to_list() for c in ("mean", "mean_two")]
        for s in range(1, 5):
            ends = [np.mean(side[max(s + 3, 0) : s + 6]) - np.mean(side[max(s - 2, 0) : s + 1]) for side in sides]
            changes.append((float(ends[0]), float(ends[1])))
    wanted = np.corrcoef(np.array(changes).T)[0, 1]
    assert _change_correlation(both) == pytest.approx(wanted)


def test_the_worst_session_is_named_by_its_correlation():
    one, _ = halves()
    turned = one.with_columns(pl.when(pl.col("session") == 3).then(-pl.col("mean")).otherwise("mean").alias("mean"))
    found = _compare(LATE, one, turned)
    assert found.worst_session == pytest.approx(-1)


def test_the_sentence_and_the_record_hold_the_figures():
    one, two = halves()
    found = _compare(LATE, one, two)
    assert f"{found.correlation:.3f} over 120 state-sessions" in found.explain()
    assert found.to_dict()["posterior_sd"] == found.posterior_sd
    few = _compare(LATE, one.head(5), two.head(5))
    assert "within a session" not in few.explain()
    assert "five-year" not in few.explain()

"""Ideal points: recovery and coverage on made-up votes, bits that do not depend on threads, and what is refused."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import tertius
from tertius.errors import ImpossibleQuestion
from tertius.measures.ballots import ABSTAIN, NO, YES, Ballots, collect_ballots, contested
from tertius.measures.ideal_points import IdealPointSpec, Schedule, sample

SHORT = Schedule(sweeps=60, burn_in=30, thin=2, chains=2, threads=1)


def made_up(seed: int = 0, *, sessions: int = 4, states: int = 40, votes: int = 40, absent: float = 0.0):
    """Votes from the model, and the true positions in the order of the ballots' positions."""
    rng = np.random.default_rng(seed)
    theta = np.empty((sessions, states))
    theta[0] = rng.standard_normal(states)
    for s in range(1, sessions):
        theta[s] = theta[s - 1] + 0.4 * rng.standard_normal(states)
    theta = (theta - theta.mean()) / theta.std()
    rows = []
    for s in range(sessions):
        for v in range(votes):
            z = rng.standard_normal() * theta[s] + rng.standard_normal(states)
            cuts = np.sort(rng.normal(0.0, 0.8, 2))
            answers = (z > cuts[0]).astype(int) + (z > cuts[1])
            here = np.flatnonzero(rng.random(states) >= absent)
            rows += [(answers[i], s * votes + v, i, s) for i in here]
    answers, vote, state, session = np.array(rows).T
    keep = contested(answers, vote)
    b = collect_ballots(answers[keep], vote[keep], state[keep], session[keep])
    return b, theta[b.session, b.state]


def ends(b: Ballots, truth: np.ndarray) -> dict[int, float]:
    """Anchors at the two states whose true positions lie furthest apart on average."""
    mean = np.bincount(b.state, weights=truth) / np.bincount(b.state)
    return {int(mean.argmax()): 3.0, int(mean.argmin()): -2.0}


@pytest.mark.parametrize("dynamics", ["filter", "smoother"])
@pytest.mark.parametrize("innovations", ["normal", "student"])
def test_positions_are_recovered(dynamics, innovations):
    b, truth = made_up()
    spec = IdealPointSpec(dynamics=dynamics, innovations=innovations)
    draws = sample(b, spec, rng=np.random.default_rng(1), schedule=Schedule(600, 300, 5, 2, 2), anchors=ends(b, truth))
    assert np.corrcoef(draws.mean(), truth)[0, 1] > 0.94


def test_ninety_per_cent_intervals_cover_about_ninety_per_cent():
    inside = []
    for seed in range(4):
        b, truth = made_up(seed, states=60)
        draws = sample(b, rng=np.random.default_rng(seed), schedule=Schedule(800, 400, 4, 1, 1), anchors=ends(b, truth))
        low, high = draws.quantile([0.05, 0.95])
        inside.append((low <= truth) & (truth <= high))
    assert 0.80 <= np.mean(inside) <= 0.96


@pytest.mark.parametrize("threads", [2, 3, 5])
def test_the_number_of_threads_changes_no_bit(threads):
    b, truth = made_up()
    one, many = (
        sample(
            b,
            IdealPointSpec(innovations="student"),
            rng=np.random.default_rng(5),
            schedule=Schedule(40, 20, 2, 2, n, keep_items=True),
            anchors=ends(b, truth),
        )
        for n in (1, threads)
    )
    assert np.array_equal(one.theta, many.theta)
    assert np.array_equal(one.beta, many.beta)
    assert np.array_equal(one.lower, many.lower)
    assert np.array_equal(one.upper, many.upper)


def test_a_seed_gives_its_draws_again_and_another_seed_others():
    b, _ = made_up()
    first, again, other = (sample(b, rng=np.random.default_rng(s), schedule=SHORT).theta for s in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_chains_differ():
    b, _ = made_up()
    theta = sample(b, rng=np.random.default_rng(1), schedule=SHORT).theta
    assert not np.array_equal(theta[0], theta[1])


def test_every_draw_has_mean_0_and_standard_deviation_1():
    b, _ = made_up()
    theta = sample(b, rng=np.random.default_rng(1), schedule=SHORT).theta
    assert theta.shape == (2, 30, b.n_positions)
    assert np.allclose(theta.mean(axis=-1), 0, atol=1e-6)
    assert np.allclose(theta.std(axis=-1), 1, atol=1e-6)


def test_the_anchors_set_the_sign():
    b, truth = made_up()
    anchors = ends(b, truth)
    for sign in (1.0, -1.0):
        draws = sample(
            b,
            rng=np.random.default_rng(3),
            schedule=Schedule(200, 200, 5, 2, 1),
            anchors={state: sign * value for state, value in anchors.items()},
        )
        assert all(sign * np.corrcoef(chain.mean(axis=0), truth)[0, 1] > 0.9 for chain in draws.theta)


def test_without_anchors_the_chains_agree_on_a_sign():
    b, _ = made_up(sessions=1)
    theta = sample(b, rng=np.random.default_rng(3), schedule=Schedule(300, 200, 5, 4, 1)).theta
    means = theta.mean(axis=1)
    assert (np.corrcoef(means)[0] > 0.9).all()


def test_a_state_that_always_abstains_lies_between_the_camps():
    rng = np.random.default_rng(0)
    states, votes = 31, 60
    answers = np.empty((votes, states), dtype=int)
    for v in range(votes):
        camps = np.array([YES, NO]) if rng.random() < 0.5 else np.array([NO, YES])
        loyal = rng.random(states - 1) < 0.9
        side = np.arange(states - 1) % 2
        answers[v, :-1] = np.where(loyal, camps[side], ABSTAIN)
        answers[v, -1] = ABSTAIN
    vote, state = (a.ravel() for a in np.indices(answers.shape))
    b = collect_ballots(answers.ravel(), vote, state, np.zeros(vote.size, int))
    mean = sample(
        b, rng=np.random.default_rng(1), schedule=Schedule(400, 400, 4, 2, 1), anchors={0: 3.0, 1: -2.0}
    ).mean()
    assert mean[1::2].max() < mean[-1] < mean[0:-1:2].min()


def test_one_session_alone_is_scaled():
    b, truth = made_up(sessions=1, votes=60)
    draws = sample(b, rng=np.random.default_rng(1), schedule=Schedule(400, 200, 4, 1, 1), anchors=ends(b, truth))
    assert np.corrcoef(draws.mean(), truth)[0, 1] > 0.93


@pytest.mark.parametrize("dynamics", ["filter", "smoother"])
def test_states_may_join_late_leave_and_come_back(dynamics):
    b, truth = made_up(sessions=5)
    answer = np.empty(len(b), dtype=int)
    vote = np.empty(len(b), dtype=int)
    for j in range(b.n_items):
        for a in range(3):
            answer[b.bounds[j, a] : b.bounds[j, a + 1]] = a
        vote[b.bounds[j, 0] : b.bounds[j, 3]] = b.items[j]
    state, session = b.state[b.who], b.session[b.who]
    away = ((state == 0) & (session < 3)) | ((state == 1) & np.isin(session, (1, 2))) | ((state == 2) & (session > 0))
    keep = ~away
    keep[keep] = contested(answer[keep], vote[keep])
    some = collect_ballots(answer[keep], vote[keep], state[keep], session[keep])
    assert some.n_positions == b.n_positions - 3 - 2 - 4
    draws = sample(
        some,
        IdealPointSpec(dynamics=dynamics),
        rng=np.random.default_rng(1),
        schedule=Schedule(400, 200, 4, 1, 1),
        anchors=ends(b, truth),
    )
    lookup = {(st, se): t for st, se, t in zip(b.state.tolist(), b.session.tolist(), truth.tolist(), strict=True)}
    known = [lookup[key] for key in zip(some.state.tolist(), some.session.tolist(), strict=True)]
    assert np.corrcoef(draws.mean(), known)[0, 1] > 0.93


def test_progress_ends_at_all_sweeps():
    b, _ = made_up(sessions=1)
    seen: list[tuple[int, int]] = []
    sample(b, rng=np.random.default_rng(1), schedule=SHORT, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (180, 180)
    assert seen == sorted(seen)


def test_an_interrupted_run_keeps_the_draws_made_so_far():
    b, _ = made_up(sessions=1)

    def impatient(done: int, total: int) -> None:
        if done > 400:
            raise KeyboardInterrupt

    schedule = Schedule(sweeps=1_000_000, burn_in=10, thin=50, chains=2, threads=2)
    draws = sample(b, rng=np.random.default_rng(1), schedule=schedule, progress=impatient)
    assert not draws.complete
    assert 0 < draws.theta.shape[1] < schedule.draws
    assert draws.theta.shape[0] == 2


def test_a_run_interrupted_in_the_burn_in_has_nothing_to_give():
    b, _ = made_up(sessions=1)

    def impatient(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sample(b, rng=np.random.default_rng(1), schedule=Schedule(10, 1_000_000, 1, 1, 1), progress=impatient)


def test_a_failing_progress_bar_stops_the_run():
    b, _ = made_up(sessions=1)

    def broken(done: int, total: int) -> None:
        raise OSError("the terminal is gone")

    with pytest.raises(OSError, match="terminal"):
        sample(b, rng=np.random.default_rng(1), schedule=Schedule(1_000_000, 0, 1_000, 1, 1), progress=broken)


@pytest.mark.parametrize(
    ("build", "what"),
    [
        (lambda: IdealPointSpec(dynamics="both"), "dynamics is one of"),
        (lambda: IdealPointSpec(innovations="cauchy"), "innovations is one of"),
        (lambda: IdealPointSpec(smooth=0.0), "smooth is greater than 0"),
        (lambda: IdealPointSpec(smooth=float("nan")), "smooth is greater than 0"),
        (lambda: IdealPointSpec(degrees=1.0), "degrees is greater than 1"),
        (lambda: Schedule(sweeps=0), "sweeps is at least 1"),
        (lambda: Schedule(sweeps=3, thin=5), "at least one draw"),
        (lambda: Schedule(threads=0), "threads is at least 1"),
    ],
)
def test_impossible_settings_are_refused(build, what):
    with pytest.raises(ImpossibleQuestion, match=what):
        build()


@pytest.mark.parametrize(("anchors", "what"), [({99: 1.0}, "a state that voted"), ({0: float("nan")}, "finite")])
def test_impossible_anchors_are_refused(anchors, what):
    b, _ = made_up(sessions=1)
    with pytest.raises(ImpossibleQuestion, match=what):
        sample(b, rng=np.random.default_rng(1), schedule=SHORT, anchors=anchors)


def test_draws_are_read_only():
    b, _ = made_up(sessions=1)
    draws = sample(b, rng=np.random.default_rng(1), schedule=SHORT)
    with pytest.raises(ValueError, match="read-only"):
        draws.theta[0, 0, 0] = 1.0


def test_describing_the_model_does_not_import_numba():
    code = "import sys, tertius.measures.ideal_points; sys.exit('numba' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(Path(tertius.__file__).parents[1])}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 0

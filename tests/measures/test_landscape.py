"""Landscape theory: the toy, the published 1,024 energies, and the definition as a loop."""

import csv
import io
import itertools
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.errors import ImpossibleQuestion
from tertius.measures.landscape import energies, energy, landscape, moving_costs

TOY = np.array([4.0, 2, 1]), np.array([[0.0, -1, 1], [-1, 0, 1], [1, 1, 0]])


def test_the_toy_of_the_fixtures(shared):
    wanted = json.loads((shared / "model_test_fixtures.json").read_text())["landscape"]["toy"]
    divisions = {"all together": [0, 0, 0], "1|23": [0, 1, 1], "2|13": [0, 1, 0], "3|12": [0, 0, 1]}
    assert {k: float(energy(c, wanted["s"], wanted["p"])) for k, c in divisions.items()} == wanted["energies"]


def test_the_toy_settles_with_the_second_actor_alone():
    found = landscape(*TOY)
    assert found.camps[found.minimum].tolist() == [[0, 1, 0]]


def matrix(text):
    return list(csv.reader(io.StringIO(text.replace("\r", "\n"))))


def test_all_1024_published_energies_of_syria_2016(real_vault):
    folder = real_vault / "landscape_theory"
    actors, ratings, published = (
        matrix((folder / name).read_text())
        for name in (
            "Actor_data.csv",
            "Pairwise_propensity_Feb_20.csv",
            "Landscape_Favored_Alignments_2016-02-20.csv",
        )
    )
    size = np.array([float(row[2]) for row in actors[1:] if row])
    pull = np.array([[float(v or 3) - 3 for v in row[1:]] for row in ratings[1:] if row])
    found = landscape(size, pull)
    assert found.minimum.sum() == 1
    lowest = int(np.argmin(found.energy))
    assert found.energy[lowest] == -83_200
    assert np.nonzero(found.camps[lowest])[0].tolist() == [3, 6, 9]  # Turkey, ISIS, Nusra
    rows = [r for r in published[1:] if len(r) > 12]
    camps = np.array([[int(v) - 1 for v in r[1:12]] for r in rows])
    assert energy(camps, size, pull).tolist() == [float(r[12]) for r in rows]


@given(st.integers(2, 6), st.integers(0, 9_999))
def test_energy_and_moving_costs_are_their_definitions(n, seed):
    rng = np.random.default_rng(seed)
    size, pull = rng.uniform(0, 5, n), rng.normal(size=(n, n))
    pull = pull + pull.T
    camps = rng.integers(0, 2, n)
    wanted = sum(size[i] * size[j] * pull[i, j] for i, j in itertools.permutations(range(n), 2) if camps[i] != camps[j])
    assert float(energy(camps, size, pull)) == pytest.approx(wanted)
    for i, cost in enumerate(moving_costs(camps, size, pull)):
        moved = camps.copy()
        moved[i] = 1 - moved[i]
        assert float(energy(moved, size, pull)) - wanted == pytest.approx(cost)


@given(st.integers(2, 6), st.integers(0, 9_999))
def test_at_a_minimum_nobody_gains_by_moving_and_elsewhere_somebody_does(n, seed):
    rng = np.random.default_rng(seed)
    pull = rng.normal(size=(n, n))
    size, pull = rng.uniform(0.1, 5, n), pull + pull.T
    found = landscape(size, pull)
    lowest = moving_costs(found.camps, size, pull).min(1)
    assert (found.minimum == (lowest >= -1e-6)).all()


def test_camps_have_no_names():
    assert float(energy([0, 1, 0], *TOY)) == float(energy([1, 0, 1], *TOY))


def test_too_many_actors_are_refused():
    with pytest.raises(ImpossibleQuestion, match="every division"):
        energies(np.ones(19), np.ones((19, 19)))


def test_one_sided_propensities_are_refused():
    with pytest.raises(ImpossibleQuestion, match="mutual"):
        energy([0, 1], [1, 1], [[0, 1], [2, 0]])

"""What A threatens B and C with at once."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from tertius.wedge.components.hostility import hostility
from tertius.wedge.components.reference import figures_of, standardised
from tertius.wedge.components.threat import measure

pytestmark = pytest.mark.usefixtures("six_are_enough")


def test_hostility_toward_one_alone_is_no_shared_threat(world, ask):
    atlas = world({("sanctions_by_a", 2, 365, 2010): 5, ("sanctions_by_a", 2, 710, 2010): 1,
                   ("mid_hostility", 2, 750, 2010): 1})  # fmt: skip
    assert measure(ask("USA GBR CHN", atlas)).value == 0.0


def test_hostility_toward_both_is(world, ask):
    atlas = world({("sanctions_by_a", 2, 365, 2010): 5, ("sanctions_by_a", 2, 710, 2010): 1})
    found = measure(ask("USA RUS CHN", atlas))
    assert found.value > 1
    assert "toward Russia" in found.figure
    assert "toward China" in found.figure


def test_where_a_threatens_nobody_there_is_no_unit_to_measure_it_in(world, ask):
    atlas = world({("sanctions_by_a", 2, 365, 2010): 5, ("sanctions_by_a", 2, 710, 2010): 1})
    assert measure(ask("RUS USA CHN", atlas)).status == "not known"


def test_it_stands_among_the_powers_in_bs_place_written_as_a_loop(world, ask):
    rng = np.random.default_rng(11)
    codes = (2, 200, 220, 255, 365, 710, 740, 750)
    given = {("mid_hostility", a, b, 2010): int(rng.integers(0, 6)) for a, b in combinations(codes, 2)}
    asked = ask("USA RUS CHN", world(given))
    figures = figures_of(asked)
    toward = hostility(figures)
    a, b, c = figures.at(2, 365, 710)
    lesser = [min(toward[a, x], toward[a, c]) for x in range(8) if x not in (a, c)]
    wanted = standardised(float(min(toward[a, b], toward[a, c])), np.array(lesser))
    assert measure(asked).value == pytest.approx(wanted)


def test_a_state_without_figures_is_not_known(world, ask):
    atlas = world({("mid_hostility", 2, 365, 2010): 4})
    for q in ("NRU RUS CHN", "USA NRU CHN", "USA RUS NRU"):
        assert measure(ask(q, atlas)).status == "not known"


def test_where_a_presses_nobody_all_powers_share_alike_and_the_reason_says_so(world, ask):
    found = measure(ask("USA RUS CHN", world()))
    assert found.status == "not known"
    assert "no power in B's place shares more of it" in found.why

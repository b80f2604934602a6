"""Colours: how well each is seen, on light and on dark paper, and that each hex has one meaning."""

from __future__ import annotations

import itertools

import pytest

from tertius.errors import UnknownName
from tertius.present.colours import COLOURS, DIVERGING, SEQUENTIAL, colour, contrast, css_variables, mix, svg_overrides
from tertius.present.terminal import HUES

NEEDED = {"text": 7.0, "mark": 3.0}


def test_contrast_by_hand() -> None:
    # WCAG 2.2: black on white is 21; #767676 is the lightest grey that passes 4.5 on white.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.005)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_stand_out_from_the_paper(scheme: str) -> None:
    paper = getattr(colour("paper"), scheme)
    seen = {entry.name: contrast(getattr(entry, scheme), paper) for entry in COLOURS if entry.use in NEEDED}
    assert seen
    weak = {name: ratio for name, ratio in seen.items() if ratio < NEEDED[colour(name).use]}
    assert weak == {}


def test_the_powers_have_the_hues_of_the_design() -> None:
    assert [colour(name).light for name in "abc"] == ["#2b5c8a", "#c8641b", "#7b3b74"]


def test_half_way_from_black_to_white_is_the_grey_that_looks_it() -> None:
    # OKLab lightness 0.5 is linear light 0.125, in sRGB 0.3886.
    assert mix("#000000", "#ffffff") == "#636363"
    assert mix("#2b5c8a", "#2b5c8a") == "#2b5c8a"
    assert mix("#2b5c8a", "#c8641b") == mix("#c8641b", "#2b5c8a")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_value_has_one_meaning(scheme: str) -> None:
    values = [getattr(entry, scheme) for entry in COLOURS]
    assert len(set(values)) == len(values)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_stands_out_more(scheme: str) -> None:
    paper = getattr(colour("paper"), scheme)
    rises = [contrast(getattr(step, scheme), paper) for step in SEQUENTIAL]
    away = [contrast(getattr(step, scheme), paper) for step in DIVERGING]
    assert rises == sorted(rises)
    assert all(b / a > 1.25 for a, b in itertools.pairwise(rises))
    assert away[4:] == sorted(away[4:])
    assert away[:3] == sorted(away[:3], reverse=True)


def test_a_terminals_hues_are_seen_on_black_and_on_white() -> None:
    assert min(contrast(hue, paper) for hue in HUES.values() for paper in ("#000000", "#ffffff")) >= 3


def test_the_page_sets_every_colour_in_both_schemes_and_ties_it_to_charts() -> None:
    for entry in COLOURS:
        assert f"--{entry.name}:{entry.light};" in css_variables()
        assert f"--{entry.name}:{entry.dark};" in css_variables()
        assert f'[stroke="{entry.light}" i]{{stroke:var(--{entry.name})}}' in svg_overrides()


def test_an_unknown_role_is_named() -> None:
    with pytest.raises(UnknownName, match="chartreuse"):
        colour("chartreuse")

"""The coders' agreement is the codebook's."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tertius.wedge.cases.agreement import case_agreement
from tertius.wedge.components.judgement import CODED


@pytest.mark.parametrize(
    ("field", "kappa", "pairs"),
    [
        # Codebook of the list, 94 cases.
        ("outcome", 0.89, (0.93, 0.93, 0.96)),
        ("degree", 0.81, (0.87, 0.83, 0.90)),
        ("regime_change", 0.80, (0.94, 0.93, 0.99)),
        ("strategy", 0.77, (0.85, 0.86, 0.93)),
        ("goal", 0.70, (0.68, 0.73, 0.93)),
        ("rift", 0.58, (0.74, 0.77, 0.94)),
    ],
)
def test_the_kappas_of_the_codebook(field, kappa, pairs):
    found = case_agreement().one(field)
    assert round(found.kappa, 2) == kappa
    assert tuple(round(p, 2) for p in found.pairs) == pairs
    assert found.n == 94


def test_the_rift_alone_is_below_the_bar():
    found = case_agreement()
    assert [f.field for f in found.fields if not f.enough] == ["rift"]
    assert "Below the bar of 0.6: rift (0.58)." in found.explain()


def test_the_caveat_of_the_shipped_list_says_the_kappa_that_is_computed():
    found = case_agreement()
    assert any(f"kappa {found.one('rift').kappa:.2f}".replace("0.", ".") in c for c in found.caveats)


def test_a_case_that_one_coder_left_blank_is_left_out(made, listed):
    case = made()
    blank = replace(made(2), codings=(case.by, replace(case.by, rift=None), case.by))
    found = case_agreement(listed(case, blank))
    assert found.one("rift").n == 1
    assert found.one("goal").n == 2
    # One word throughout: chance would agree as well.
    assert found.one("goal").kappa is None
    assert not found.one("goal").enough


def test_one_coder_agrees_with_nobody(made, listed):
    from tertius.wedge.cases.case import Coding

    case = made()
    alone = replace(case, codings=(case.by, *(Coding(None, None, None, None, None, None),) * 2))
    assert case_agreement(listed(alone)).explain().startswith("Agreement is not known: 0 cases")


def test_it_tabulates_and_is_json():
    found = case_agreement()
    assert found.to_frame().height == 6
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False)) == found.to_dict()
    assert found._repr_html_().startswith("<article")


def test_the_agreement_on_the_judged_components_stands_beside_that_of_the_project_s_own_list():
    found = case_agreement()
    assert [a.component for a in found.components] == list(CODED)
    assert all(0.6 <= a.linear <= 1 and a.low <= a.linear <= a.high for a in found.components)
    assert [a["component"] for a in found.to_dict()["components"]] == list(CODED)

"""Scenario files: what an analyst writes, and every way of getting it wrong."""

from __future__ import annotations

import re

import pytest

from tertius.errors import ImpossibleQuestion, TertiusError, UnknownName
from tertius.wedge.scenarios.scenario_file import read_scenario, scenario_from, shipped, shipped_scenario

WHOLE = """
# Two ways an election may go.
name = "two-ways"
question = "What hangs on the election?"
states = ["ARG", "BRA", "CHL"]

[set]
sanctions.energy = "lifted"

[[branch]]
name = "the first wins"
set = { leader.a = "accommodates" }

[[branch]]
name = "the second wins"
set = { leader.a = "confronts", allies = "backlash" }

[priors.leader.a.confronts.threat]
mean = 1.0
scale = 1.5
source = "an analyst's interview, 3 May 2026"
why = "The candidate has said so."
"""


def test_a_whole_file_is_read():
    found = scenario_from(WHOLE)
    assert (found.name, found.question, found.states) == (
        "two-ways",
        "What hangs on the election?",
        ("ARG", "BRA", "CHL"),
    )
    assert [b.name for b in found.branches] == ["the first wins", "the second wins"]
    assert [[str(s) for s in b.sets] for b in found.branches] == [
        ["sanctions.energy = lifted", "leader.a = accommodates"],
        ["sanctions.energy = lifted", "leader.a = confronts", "allies = backlash"],
    ]
    (prior,) = found.priors
    assert (prior.driver, prior.setting, prior.move.component) == ("leader.a", "confronts", "threat")
    assert (prior.move.mean, prior.move.scale, prior.move.source_class) == (1.0, 1.5, "elicited")
    assert prior.move.why == "The candidate has said so. (an analyst's interview, 3 May 2026)"


def test_a_users_prior_takes_the_place_of_the_packages():
    found = scenario_from(WHOLE)
    one = next(s for s in found.branches[1].sets if s.driver.key == "leader.a")
    sizes = {m.component: m.mean for m in found.moves(one)}
    assert sizes["threat"] == 1.0
    assert sizes["reward"] == -0.4


def test_a_users_size_of_relief_is_gone_when_relief_is():
    text = 'set = { sanctions.finance = "lifted" }\n[priors.sanctions.finance.lifted.reward]\nmean = 1\nscale = 1\n'
    (prior,) = scenario_from(text + 'source = "x"\nwhy = "y"').priors
    assert prior.move.when == "kept"


def test_quoted_and_dotted_names_mean_the_same():
    one = scenario_from('[set]\n"sanctions.energy" = "lifted"')
    two = scenario_from('[set]\nsanctions.energy = "lifted"')
    assert one.branches[0].sets == two.branches[0].sets


def test_without_a_name_a_file_is_called_by_its_own(tmp_path):
    path = tmp_path / "my-idea.toml"
    path.write_text('[set]\nwar = "settled"', encoding="utf-8")
    assert read_scenario(path).name == "my-idea"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_scenario(path).branches[0].name == "my-idea"


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ('[sets]\nwar = "settled"', "'set'"),
        ('[set]\nwr = "settled"', "'war'"),
        ('[set]\nwar = "setled"', "'settled'"),
        ('[set]\nsanction.energy = "lifted"', "'sanctions.energy'"),
        ('[[branch]]\nnme = "x"\nset = { war = "settled" }', "'name'"),
        ('[[branch]]\nname = "x"\nsett = { war = "settled" }', "'set'"),
        (WHOLE.replace("confronts.threat", "confronts.thraet"), "'threat'"),
        (WHOLE.replace("a.confronts.threat", "a.confront.threat"), "'confronts'"),
        (WHOLE.replace("priors.leader.a", "priors.leadr.a"), "'leader.a'"),
        (WHOLE.replace("scale = 1.5", "scal = 1.5"), "'scale'"),
        (WHOLE + 'class = "elicitated"', "'elicited'"),
        ('questoin = "?"\n[set]\nwar = "settled"', "'question'"),
    ],
)
def test_a_typo_is_answered_with_the_nearest_name(text, nearest):
    with pytest.raises(UnknownName, match=f"did you mean.*{re.escape(nearest)}"):
        scenario_from(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("war = settled", "is TOML"),
        ("[set\n", "is TOML"),
        ("x = " + "[" * 5000, "is TOML"),
        ("x = " + "9" * 5000, "is TOML"),
        ("set." + "a." * 40_000 + 'a = "x"', "more than 60 points"),
        ('set = { x = "y" }\n' + "".join(f"[{'a.' * n}a]\n" for n in range(40)), "more than 10 tables"),
        ("x = " + "[" * 20 + "]" * 20, "more than 10 tables"),
        ("set = 3", "set is a table"),
        ("[set]\nwar = true", "word in quotes"),
        ("[set]\ntrade.share_c = true", "a share from 0 to 1"),
        ("[set]\ntrade.share_c = nan", "a share from 0 to 1"),
        ("[set]\ntrade.share_c = 1e300", "a share from 0 to 1"),
        ("[set]\nsanctions.cases = 2.5", "whole number"),
        ("[set]\nsanctions.cases = [2]", "whole number"),
        ("[set]\ntrade.share_c = 0.4\n[priors.trade.share_c.1.asymmetry]\nmean = 1\nscale = 1", "measured, not judged"),
        ("[set]\nwar = 1", "word in quotes"),
        ('[set]\nwar = ["settled"]', "word in quotes"),
        ('name = 3\n[set]\nwar = "settled"', "name is text"),
        ('[branch]\nname = "x"', "entry of a list"),
        ("branch = [1]", "a branch is a table"),
        ('[[branch]]\nset = { war = "settled" }', "a branch has a name"),
        ('states = ["USA", "RUS"]\n[set]\nwar = "settled"', "three names"),
        ('states = "USA RUS CHN"\n[set]\nwar = "settled"', "three names"),
        ('states = [1, 2, 3]\n[set]\nwar = "settled"', "three names"),
        ('[set]\nwar = "continues"', "changes something"),
        ("", "changes something"),
        ('[set]\nwar = "settled"\n[[branch]]\nname = "x"\nset = { war = "frozen" }', "two things"),
        (
            '[[branch]]\nname = "x"\nset = { war = "settled" }\n[[branch]]\nname = "x"\nset = { war = "frozen" }',
            "one name",
        ),
        (
            '[[branch]]\nname = "x"\nset = { war = "settled" }\n[[branch]]\nname = "y"\nset = { war = "peace" }',
            "same things",
        ),
        (WHOLE.replace('source = "an analyst\'s interview, 3 May 2026"', ""), "where it comes from"),
        (WHOLE.replace('why = "The candidate has said so."', 'why = " "'), "where it comes from"),
        (WHOLE.replace("scale = 1.5", "scale = 0.5"), "at least as wide"),
        (WHOLE.replace("scale = 1.5", "scale = -2"), "at least as wide"),
        (WHOLE.replace("mean = 1.0", "mean = nan"), "has a mean"),
        (WHOLE.replace("mean = 1.0", "mean = inf"), "has a mean"),
        (WHOLE.replace("mean = 1.0", "mean = true"), "has a mean"),
        (WHOLE.replace("mean = 1.0", f"mean = 1{'0' * 400}"), "has a mean"),
        (WHOLE.replace("mean = 1.0", "mean = 1e9").replace("scale = 1.5", "scale = 1e9"), "within 5 units"),
        (WHOLE.replace("mean = 1.0", "mean = -5.1").replace("scale = 1.5", "scale = 5.1"), "within 5 units"),
        (WHOLE.replace("scale = 1.5", "scale = 5.01"), "within 5 units"),
        (WHOLE.replace("mean = 1.0", 'mean = "1"'), "has a mean"),
        ('[set]\nwar = "settled"\n[priors]\nwar = 1', "names a driver, a setting and a component"),
    ],
)
def test_what_cannot_be_meant_is_refused(text, what):
    with pytest.raises(ImpossibleQuestion, match=what):
        scenario_from(text)


@pytest.mark.parametrize("mean", [-5, 5])
def test_a_prior_may_reach_five_units(mean):
    (prior,) = scenario_from(WHOLE.replace("mean = 1.0", f"mean = {mean}").replace("scale = 1.5", "scale = 5")).priors
    assert (prior.move.mean, prior.move.scale) == (mean, 5)


def test_a_prior_for_what_is_not_set_is_refused_with_the_nearest_that_is():
    with pytest.raises(UnknownName, match=r"called 'leader\.b\.changes'") as refused:
        scenario_from(WHOLE.replace("priors.leader.a.confronts", "priors.leader.b.changes"))
    assert "leader.a.confronts" in refused.value.hint
    with pytest.raises(UnknownName, match=r"known: war\.settled"):
        scenario_from(
            '[set]\nwar = "settled"\n[priors.war.frozen.threat]\nmean = 1\nscale = 1\nsource = "x"\nwhy = "y"'
        )


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path):
    with pytest.raises(TertiusError, match="cannot read"):
        read_scenario(tmp_path / "none.toml")
    with pytest.raises(TertiusError, match="cannot read"):
        read_scenario(tmp_path)
    binary = tmp_path / "b.toml"
    binary.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(ImpossibleQuestion, match="UTF-8"):
        read_scenario(binary)
    binary.write_bytes(b"#" * 100_001)
    with pytest.raises(TertiusError, match="more than 100,000 bytes"):
        read_scenario(binary)


def test_at_least_eight_scenarios_are_shipped_each_with_a_question_and_a_comment():
    found = shipped()
    assert len(found) >= 8
    for one in found:
        assert one.question.endswith("?")
        assert one.states == ("USA", "RUS", "CHN")
        assert re.fullmatch(r"[a-z-]+", one.name)
    assert len({s.name for s in found}) == len(found)
    from importlib import resources

    for file in resources.files("tertius.wedge.scenarios").joinpath("shipped").iterdir():
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert f'name = "{file.name.removesuffix(".toml")}"' in text


def test_a_shipped_scenario_is_found_by_name():
    assert shipped_scenario("Allied_Backlash.toml").name == "allied-backlash"
    with pytest.raises(UnknownName, match="allied-backlash"):
        shipped_scenario("allied-backlsh")


def test_a_figure_is_a_number_or_text():
    one, two = (scenario_from(f"[set]\ntrade.share_c = {x}\nsanctions.cases = 3") for x in ("0.45", '"45 %"'))
    assert one.branches == two.branches
    assert [s.setting.level for s in one.branches[0].sets] == [0.45, 3.0]


def branches(n):
    return "".join(f'[[branch]]\nname = "b{k}"\nset = {{ sanctions.cases = {k} }}\n' for k in range(n))


def test_a_file_of_thousands_is_refused_before_it_is_worked_through():
    with pytest.raises(ImpossibleQuestion, match="at most 6 branches") as refused:
        scenario_from(branches(1_500))
    assert refused.value.found == "1,500"
    assert len(scenario_from(branches(6)).branches) == 6
    with pytest.raises(ImpossibleQuestion, match="at most 6 branches"):
        scenario_from(branches(7))
    with pytest.raises(ImpossibleQuestion, match="at most 40 things"):
        scenario_from("[set]\n" + "".join(f'x{k} = "y"\n' for k in range(5_000)))
    prior = '[priors."war.{}".threat]\nmean = 1\nscale = 1\nsource = "x"\nwhy = "y"\n'
    spelt = ["".join(c.upper() if n >> k & 1 else c for k, c in enumerate("settled")) for n in range(101)]
    with pytest.raises(ImpossibleQuestion, match="at most 100 priors"):
        scenario_from('[set]\nwar = "settled"\n' + "".join(prior.format(s) for s in spelt))


def test_the_length_is_looked_at_before_the_text_is_parsed():
    with pytest.raises(ImpossibleQuestion, match="at most 100,000 characters"):
        scenario_from("[" * 100_001)

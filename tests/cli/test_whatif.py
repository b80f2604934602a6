"""`tertius whatif`: the page, the object, the file, and what it refuses."""

from __future__ import annotations

import json

import pytest

ASKED = ("whatif", "USA", "RUS", "CHN", "--as-of", "2026-11-22")


def test_the_page_tells_the_difference_and_its_doubt(tertius):
    status, out, err = tertius(*ASKED, "--set", "sanctions.energy=lifted", "--set", "war=settled")
    assert (status, err) == (0, "")
    for words in ("above zero", "WHERE THE DIFFERENCE COMES FROM", "Sobol", "extrapolation", "No scenario effect"):
        assert words in out


def test_two_branches_stand_side_by_side(tertius):
    status, out, _ = tertius(*ASKED, "--set", "leader.a=accommodates", "--against", "leader.a=confronts")
    assert status == 0
    assert "BRANCH AGAINST BRANCH" in out


def test_the_object_holds_what_the_page_says(tertius):
    words = (*ASKED, "--set", "war=settled", "--draws", "2000", "--seed", "3", "--horizon", "3", "--json")
    status, out, _ = tertius(*words)
    assert status == 0
    found = json.loads(out)
    assert (found["draws"], found["seed"], found["question"]["horizon"]) == (2000, 3, 3)
    (branch,) = found["branches"]
    assert branch["set"] == {"war": "settled"}
    assert sum(c["log_odds"] for c in branch["contributions"]) == pytest.approx(branch["log_odds"], abs=1e-9)
    assert len(branch["difference"]["quantiles"]) == 99
    assert tertius(*words)[1] == out


def test_a_file_is_asked_of_its_own_states(tertius, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('states = ["CHN", "KAZ", "RUS"]\n[set]\n"c.binding" = "let go"', encoding="utf-8")
    status, out, _ = tertius("whatif", "--file", str(path), "--as-of", "2026-11-22", "--json")
    assert status == 0
    assert json.loads(out)["question"]["b"] == "KAZ"


def test_the_list_names_scenarios_and_drivers(tertius):
    status, out, err = tertius("whatif", "--list")
    assert (status, err) == (0, "")
    assert "allied-backlash" in out
    assert "sanctions.energy" in out
    assert max(map(len, out.splitlines())) <= 100
    status, out, _ = tertius("whatif", "--list", "--json")
    found = json.loads(out)
    assert len(found["scenarios"]) >= 8
    assert {"driver", "about", "settings"} == set(found["drivers"][0])


def test_the_list_shows_the_figures_of_today_for_any_three_states(tertius):
    status, out, _ = tertius("whatif", "USA", "IND", "RUS", "--list", "--as-of", "2026-11-22")
    assert status == 0
    assert "INDIA" in out
    assert "60\u2009% in 2025" in out
    status, out, _ = tertius("whatif", "--list", "--as-of", "2026-11-22", "--json")
    figures = {d["driver"]: d["figure"] for d in json.loads(out)["drivers"] if "figure" in d}
    assert figures["sanctions.cases"]["today"] == 12
    assert (figures["trade.share_c"]["unit"], figures["trade.share_c"]["year"]) == ("share", 2024)
    assert len(figures["trade.share_c"]["own_range"]) == 2
    assert tertius("whatif", "USA", "Nowhere", "--list")[0] == 2


def test_a_figure_is_measured_again_and_flagged(tertius):
    status, out, err = tertius(*ASKED, "--set", "trade.share_c=45%", "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    (branch,) = found["branches"]
    assert {c["component"] for c in branch["contributions"]} == {"asymmetry", "exit_cost", "reward"}
    assert {c["source_class"] for c in branch["contributions"]} == {"estimated"}
    assert (found["reaches"][0]["as_set"], found["reaches"][0]["outside_own"]) == (True, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "sanctions.enrgy=lifted"), "sanctions.energy"),
        (("--set", "war=setled"), "settled"),
        (("--set", "war=settled", "--set", "war=frozen"), "two things"),
        (("--set", "sanctions.energy=lifted", "--set", "sanctions.finance=tightened"), "lifted and tightened"),
        (("--set", "war"), "DRIVER=SETTING"),
        (("--set", "war=settled", "--draws", "100"), "2,000"),
        (("--scenario", "allied-backlsh"), "allied-backlash"),
        (("--file", "none.toml"), "cannot read"),
        (("--set", "war=continues"), "changes something"),
        (("--set", "arms=embargo"), "already"),
        (("--set", "trade.share_c=1.2"), "lies between 0 and 0.995"),
        (("--set", "sanctions.cases=-1"), "today 12 in 2023"),
        (("--set", "trade.share_c=0.4", "--set", "trade.share_b=0"), "contradict each other"),
        (("--set", "sanctions.cases=0", "--set", "sanctions.energy=lifted"), "counted or set by kind"),
        (("--set", "war=settled") * 50, "at most 40 things"),
        ((), "one scenario at a time"),
        (("--set", "war=settled", "--html", "/nowhere/at/all.html"), "cannot write"),
    ],
)
def test_a_refusal_is_short_and_leaves_standard_output_empty(tertius, words, said):
    status, out, err = tertius(*ASKED, *words)
    assert (status, out) == (2, "")
    assert said in err
    assert 1 <= len(err.splitlines()) <= 4


EVIL = "\\u001b]0;pwn\\u0007\\u001b[5m\\u009b31m\\u202e"


def test_a_file_cannot_write_to_the_terminal_but_words(tertius, tmp_path):
    path, page = tmp_path / "evil.toml", tmp_path / "evil.html"
    branches = "".join(
        f'[[branch]]\nname = "{EVIL}{war}"\nset = {{ war = "{war}" }}\n' for war in ("settled", "escalates")
    )
    prior = f'[priors.war.settled.threat]\nmean = -1\nscale = 1\nsource = "{EVIL}"\nwhy = "{EVIL}"\n'
    path.write_text(f'name = "{EVIL}"\nquestion = "{EVIL}?"\n{branches}{prior}', encoding="utf-8")
    status, out, err = tertius(*ASKED, "--file", str(path))
    assert (status, err) == (0, "")
    assert "]0;pwn" in out
    assert all(line.replace("\u2009", " ").isprintable() for line in out.split("\n"))
    status, out, _ = tertius(*ASKED, "--file", str(path), "--html", str(page), "--json")
    for written in (out, page.read_text(encoding="utf-8")):
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(written)
        assert "\\u001b" not in written


@pytest.mark.parametrize(
    "written",
    [f'"{EVIL}" = 1', f'[set]\nwar = "{EVIL}"', f'set = {{ war = "settled" }}\nstates = ["{EVIL}", "a", "b"]'],
)
def test_a_refusal_of_a_file_carries_no_escape(tertius, tmp_path, written):
    path = tmp_path / "\x1b[31mevil\u202e.toml"
    path.write_text(written, encoding="utf-8")
    for words in (("whatif", "--file", str(path)), ("whatif", "--file", f"{path}.none")):
        status, out, err = tertius(*words)
        assert (status, out) == (2, "")
        assert all(line.isprintable() for line in err.split("\n"))


def test_a_prior_off_the_scale_is_refused_before_anything_is_said(tertius, tmp_path):
    path, page = tmp_path / "mine.toml", tmp_path / "mine.html"
    prior = '[priors.war.settled.threat]\nmean = 1e9\nscale = 1e9\nsource = "x"\nwhy = "y"\n'
    path.write_text(f'set = {{ war = "settled" }}\n{prior}', encoding="utf-8")
    status, out, err = tertius(*ASKED, "--file", str(path), "--html", str(page))
    assert (status, out, page.exists()) == (2, "", False)
    assert len(err.splitlines()) == 3
    assert "mean 1e+09" in err

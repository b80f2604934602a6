"""Agreement of coders: of two persons in the casebook, and of two files."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tertius.casebook.casebook import open_casebook
from tertius.casebook.coders import LEAST, Agreement, agreement, agreement_asked, agreement_of_files
from tertius.casebook.judgement_rows import read_row
from tertius.casebook.judgements import add_judgements, withdraw_judgement
from tertius.errors import ImpossibleQuestion, TertiusError
from tertius.measures.agreement import BAR
from tertius.states import in_year

PARTNERS = [s.iso3 for s in in_year(2020) if s.iso3 not in {"USA", "RUS"}][:12]
ADA = [-2, -2, -1, -1, 0, 0, 0, 1, 1, 1, 2, 2]
OLAF = [-2, -1, -1, -1, 0, 0, 1, 1, 1, 2, 2, 2]
# By hand: 3 steps apart in 12 items. Expected: every value of the one against every value of the other.
KAPPA = 1 - (3 / 12) / (sum(abs(x - y) for x in ADA for y in OLAF) / 144)


@pytest.fixture
def book(tmp_path):
    return open_casebook(tmp_path / "t.sqlite")


@pytest.fixture
def write(tmp_path):
    def sheet(name: str, text: str):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return sheet


def judge(book, who: str, values, about="goal", made="2024-05-01"):
    rows = [
        {"a": "USA", "b": "RUS", "c": c, "about": about, "value": v, "who": who, "why": "So.", "made": made}
        for c, v in zip(PARTNERS, values, strict=False)
    ]
    return add_judgements(book, map(read_row, rows)).judgements


def test_two_persons_agree_on_what_both_judged(book):
    judge(book, "Ada Quill", ADA)
    judge(book, "Olaf Berg", OLAF)
    judge(book, "Ada Quill", [1, 1], about="rift")
    (a,) = agreement(book)
    assert (a.component, a.first, a.second, a.n) == ("goal", "Ada Quill", "Olaf Berg", 12)
    assert a.kappa == pytest.approx(KAPPA)
    assert a.low < a.kappa < a.high
    assert a.reached
    assert a.verdict == "reaches the bar of .6"


def test_only_what_stood_on_the_day_counts(book):
    judge(book, "Ada Quill", ADA)
    olaf = judge(book, "Olaf Berg", OLAF)
    # Olaf reads Ada, and changes his mind.
    judge(book, "olaf berg", ADA, made="2025-05-01")
    withdraw_judgement(book, olaf[0].id, who="Olaf Berg", why="A slip.", on="2024-06-01")
    assert agreement(book, as_of=date(2024, 4, 30)) == ()
    assert agreement(book, as_of=date(2024, 5, 1))[0].kappa == pytest.approx(KAPPA)
    assert agreement(book, as_of=date(2024, 6, 1))[0].n == 11
    assert agreement(book)[0].kappa == 1
    with pytest.raises(ImpossibleQuestion):
        agreement(book, as_of=date.today() + timedelta(days=2))  # noqa: DTZ011 (the reader's own day)


def test_evidence_is_not_a_component(book):
    from tertius.datasets.chronicle import load_chronicle

    event = load_chronicle()[0].id
    for who in ("Ada Quill", "Olaf Berg"):
        judge(book, who, [1], about=f"evidence:{event}")
    assert agreement(book) == ()


def test_of_three_coders_the_two_with_most_in_common_come_first(book):
    judge(book, "Ada Quill", ADA)
    judge(book, "Olaf Berg", OLAF)
    judge(book, "Zoe Marsh", [-v for v in ADA[:11]])
    found = agreement(book)
    assert [(a.first, a.second, a.n) for a in found] == [
        ("Ada Quill", "Olaf Berg", 12),
        ("Ada Quill", "Zoe Marsh", 11),
        ("Olaf Berg", "Zoe Marsh", 11),
    ]


def test_coders_who_differ_are_below_the_bar(book):
    judge(book, "Ada Quill", ADA)
    judge(book, "Olaf Berg", ADA[::-1])
    (a,) = agreement(book)
    assert a.kappa < 0
    assert not a.reached
    assert a.verdict == "below the bar of .6"


def test_a_few_questions_in_common_do_not_reach_the_bar_however_alike(book):
    judge(book, "Ada Quill", ADA[: LEAST - 1])
    judge(book, "Olaf Berg", ADA[: LEAST - 1])
    (a,) = agreement(book)
    assert (a.kappa, a.low, a.reached) == (1, None, False)
    assert a.verdict == f"below the bar of .6: {LEAST - 1} in common, {LEAST} are needed"


def test_one_value_throughout_says_nothing(book):
    for who in ("Ada Quill", "Olaf Berg"):
        judge(book, who, [1] * 12)
    (a,) = agreement(book)
    assert (a.n, a.kappa, a.low, a.reached) == (12, None, None, False)
    assert "one same value" in a.verdict
    assert a.to_dict()["kappa"] is None


@pytest.mark.parametrize(("kappa", "reached"), [(BAR, True), (BAR - 1e-9, False)])
def test_the_bar_itself_reaches(kappa, reached):
    assert Agreement("goal", "x", "y", LEAST, kappa, 0, 1).reached is reached


def test_files_of_cases_in_two_layouts(write):
    long = "case,about,value,who\n" + "".join(f"W{n:03},goal,{v},Ada Quill\n" for n, v in enumerate(ADA))
    wide = "case,goal,binding,note\n" + "".join(f"W{n:03},{v},,x\n" for n, v in enumerate(OLAF))
    (a,) = agreement_of_files(write("first.csv", long), write("berg.csv", wide))
    assert (a.first, a.second, a.n, a.kappa) == ("Ada Quill", "berg", 12, pytest.approx(KAPPA))


def test_files_of_exported_judgements(book, tmp_path):
    from tertius.casebook.judgement_sheets import export_judgements

    for who, values in (("Ada Quill", ADA), ("Olaf Berg", OLAF)):
        export_judgements(judge(book, who, values), tmp_path / f"{who}.csv")
    (a,) = agreement_of_files(tmp_path / "Ada Quill.csv", tmp_path / "Olaf Berg.csv")
    assert a == agreement(book)[0]


@pytest.mark.parametrize(
    ("text", "error", "told"),
    [
        ("case,about,value\nW1,gaol,1\n", ImpossibleQuestion, "line 2: no component called 'gaol'"),
        ("case,about,value\nW1,goal,1\nW1,goal,1\n", ImpossibleQuestion, "line 3: one question is judged twice"),
        ("case,goal\nW1,3\n", ImpossibleQuestion, "line 2: the value of a component"),
        ("case,goal\nW1,much\n", ImpossibleQuestion, "line 2: goal is a number"),
        ("a,b,c,goal\nUSA,RUS,RUS,1\n", ImpossibleQuestion, "line 2: the same state twice"),
        ("case,goal,who\nW1,1,Ada\nW2,1,Olaf\n", ImpossibleQuestion, "several coders"),
        ("case,note\nW1,x\n", TertiusError, "holds no codings"),
        ("goal\n1\n", TertiusError, "holds no codings"),
        ("case,goal\nW9,1\n", ImpossibleQuestion, "nothing in common"),
    ],
)
def test_files_that_are_no_codings_are_refused(write, text, error, told):
    good = write("good.csv", "case,goal\nW1,1\n")
    with pytest.raises(error, match=told):
        agreement_of_files(write("bad.csv", text), good)


def test_two_files_or_none_are_asked_for(write):
    file = write("good.csv", "case,goal\nW1,1\n")
    with pytest.raises(ImpossibleQuestion, match="two files"):
        agreement_asked([file])
    with pytest.raises(ImpossibleQuestion, match="as of 2024"):
        agreement_asked([file, file], as_of=date(2024, 1, 1))
    (same,) = agreement_asked([file, write("other.csv", "case,goal,who\nW1,2,good\n")])
    assert (same.first, same.second) == ("good.csv", "other.csv")

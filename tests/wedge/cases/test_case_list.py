"""The case list is read whole or refused: every line names states that existed, known words, true majorities."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date

import pytest

from tertius.errors import DataContractError, UnknownName
from tertius.wedge.cases.case import FIELDS, WORDS
from tertius.wedge.cases.case_list import SHIPPED, caveats_of, load_cases


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(SHIPPED.read_text(encoding="utf-8"))))


@pytest.fixture
def written(rows, tmp_path):
    """The shipped list with one edit, in a file."""

    def write(edit=lambda rows: rows, *, columns=None):
        kept = edit([dict(r) for r in rows])
        file = tmp_path / "edited.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            w = csv.DictWriter(out, columns or list(rows[0]), extrasaction="ignore", lineterminator="\n")
            w.writeheader()
            w.writerows(kept)
        return file

    return write


def changed(which: str, /, **cells: str):
    def edit(rows):
        return [{**r, **cells} if r["case_id"] == which else r for r in rows]

    return edit


def refusal(file) -> DataContractError:
    before = file.read_bytes()
    with pytest.raises(DataContractError) as e:
        load_cases(file)
    assert file.read_bytes() == before
    assert len(str(e.value).splitlines()) == 3
    return e.value


def test_the_shipped_list_has_every_case_of_its_file(rows):
    assert [c.id for c in load_cases().cases] == [r["case_id"] for r in rows]
    assert len(rows) == 94


def test_the_majority_is_the_word_of_two_coders():
    for c in load_cases().cases:
        for field in FIELDS:
            (word, n), *_ = Counter(k.word(field) for k in c.codings).most_common()
            assert c.by.word(field) == (word if n >= 2 else None), (c.id, field)


def test_by_majority_53_of_93_resolved_cases_succeeded():
    # Codebook of the list: 42 detach, 11 prevent, 40 fail, 1 unresolved.
    outcomes = Counter(c.by.outcome for c in load_cases().cases)
    assert outcomes == {"detach": 42, "prevent": 11, "fail": 40, "unresolved": 1}
    assert sum(c.succeeded is True for c in load_cases().cases) == 53


def test_memory_is_marked_where_it_is_the_only_source():
    # Codebook: 75 from memory, 10 abstracts, 9 in part.
    assert Counter(c.source_status for c in load_cases().cases) == {
        "memory": 75,
        "seen_abstract": 10,
        "seen_partial": 9,
    }
    assert sum(c.memory_only for c in load_cases().cases) == 75


def test_an_outcome_counts_two_years_after_the_attempt():
    opening = load_cases().one("W065")
    assert (opening.last, opening.known) == (1979, date(1981, 12, 31))
    assert not opening.resolved(date(1981, 12, 30))
    assert opening.resolved(date(1981, 12, 31))


def test_the_case_of_2025_is_resolved_on_no_day():
    assert not load_cases().one("W094").resolved(date(2099, 1, 1))


def test_mirrors_are_the_other_cases_of_a_group():
    held = load_cases()
    assert held.mirrors(held.one("W027")) == ("W028",)
    assert held.mirrors(held.one("W001")) == ()


def test_an_unknown_case_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match="W09"):
        load_cases().one("W0944")


def test_it_knows_its_origin():
    (snapshot,) = load_cases().provenance.snapshots
    assert snapshot.source.licence.name == "Apache-2.0"
    assert len(snapshot.sha256) == 64


def test_a_list_of_the_readers_own_is_read_and_is_not_ours(written):
    own = load_cases(written(lambda rows: rows[:3]))
    assert [c.id for c in own.cases] == ["W001", "W002", "W003"]
    assert not own.ours
    assert not any("kappa" in c for c in caveats_of(own))
    assert any("kappa" in c for c in caveats_of(load_cases()))


def test_one_coder_and_no_majority_columns_are_enough(written, rows):
    columns = [c for c in rows[0] if not c.startswith("coder") and not c.endswith(("_majority", "_agreement"))]
    own = load_cases(written(columns=columns))
    assert own.one("W008").by.strategy == "reward"
    assert load_cases().one("W008").by.strategy == "mixed"


def test_three_coders_with_three_words_have_no_majority():
    assert load_cases().one("W077").by.degree is None


NONSENSE = {
    "years the wrong way round": ({"year_start": "1912"}, "1912 to 1911", "swap"),
    "a year in words": ({"year_start": "nineteen"}, "'nineteen'", "1816"),
    "a year before there were states": ({"year_start": "1066"}, "'1066'", "1816"),
    "a digit of another script": ({"year_start": "١٩١١"}, "'١٩١١'", "1816"),
    "a word with a slip": ({"strategy": "rewards"}, "'rewards'", "'reward'"),
    "a word of another column": ({"goal": "detach"}, "'detach'", "realign"),
    "a second coder's slip": ({"coder2_outcome": "failed"}, "'failed'", "'fail'"),
    "a number that is no state's": ({"divider_cow": "999"}, "999", ""),
    "a name of another state": ({"divider": "Russia"}, "Russia and 255, Germany", "mend"),
    "one state twice": ({"target": "Germany", "target_cow": "255"}, "Germany Germany Britain", "three states"),
    "a state that had ended": (
        {
            "year_start": "2020",
            "year_end": "2021",
            "divider": "West Germany",
            "divider_cow": "260",
            "outcome_year": "2021",
        },
        "West Germany (COW 260) in 2020–2021",
        "stood in its place",
    ),
    "a majority that is none": ({"outcome_majority": "detach"}, "'detach' of fail, fail, fail", "'fail'"),
    "a count of coders that is wrong": ({"outcome_agreement": "2"}, "'2' of fail, fail, fail", "3"),
    "a tie that changed in no degree": (
        {"outcome": "detach", "coder2_outcome": "detach", "outcome_majority": "detach", "outcome_agreement": "2"},
        "detach and none",
        "degree",
    ),
    "an end without a year": ({"outcome_year": ""}, "fail, no year", "unresolved"),
    "a year long after the end": ({"outcome_year": "1930"}, "'1930'", "1911 to 1916"),
    "no source": ({"source": ""}, "nothing", "every case"),
    "a source nobody saw": ({"source_status": "hearsay"}, "'hearsay'", "memory"),
    "no id": ({"case_id": ""}, "nothing", "every case"),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_is_refused_in_three_lines_with_its_row(written, name):
    cells, found, hint = NONSENSE[name]
    e = refusal(written(changed("W007", **cells)))
    assert e.row == 8
    assert found in e.found
    assert hint in e.hint


def test_the_same_id_twice_is_refused(written):
    assert "W002" in refusal(written(changed("W003", case_id="W002"))).found


def test_the_same_attempt_under_two_ids_is_refused(written):
    e = refusal(written(lambda rows: [*rows, {**rows[0], "case_id": "W200"}]))
    assert "W200 (Germany: Russia from France, 1890–1894) and W001" in e.found


def test_a_misspelt_column_is_answered_with_its_name(written, rows):
    columns = ["startegy" if c == "strategy" else c for c in rows[0]]
    assert "'strategy' for 'startegy'" in refusal(written(columns=columns)).hint


def test_a_missing_column_is_named(written, rows):
    assert "'source'" in refusal(written(columns=[c for c in rows[0] if c != "source"])).found


@pytest.mark.parametrize(
    "raw",
    [b"", b"\n", b"\xff\xfe\x00", SHIPPED.read_bytes()[:-400] + b'"', SHIPPED.read_bytes().split(b"\n")[0] + b"\n"],
    ids=["empty", "blank", "utf-16", "an open quotation mark", "a header alone"],
)
def test_a_file_that_is_no_list_is_refused(tmp_path, raw):
    file = tmp_path / "cases.csv"
    file.write_bytes(raw)
    refusal(file)


def test_a_line_cut_short_is_refused(tmp_path):
    file = tmp_path / "cases.csv"
    file.write_bytes(SHIPPED.read_bytes()[:-60])
    assert refusal(file).row == 95


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataContractError, match="cannot be read"):
        load_cases(tmp_path / "nowhere.csv")


def test_a_byte_order_mark_and_blank_lines_are_no_cases(tmp_path):
    file = tmp_path / "cases.csv"
    file.write_bytes(b"\xef\xbb\xbf" + SHIPPED.read_bytes() + b"\r\n,,\n")
    assert len(load_cases(file).cases) == 94


def test_the_words_are_those_of_the_codebook():
    assert WORDS["strategy"] == ("reward", "coercion", "mixed", "not_attempted")
    assert WORDS["outcome"] == ("detach", "prevent", "fail", "unresolved")


def test_what_was_handed_over_is_what_is_shipped(shared, rows):
    """Every coded word as the coders gave it; one state mended."""
    handed = list(csv.DictReader(io.StringIO((shared / "wedge_cases.csv").read_text(encoding="utf-8"))))
    names = {"divider", "target", "opposing_partner"}
    moved = {
        (mine["case_id"], k)
        for mine, theirs in zip(rows, handed, strict=True)
        for k in theirs
        if k not in names and mine[k] != theirs[k]
    }
    # The target of 2020 is Germany, COW 255: West Germany, COW 260, ended in 1990.
    assert moved == {("W092", "target_cow")}


def test_a_year_of_five_thousand_digits_is_out_of_range(tmp_path):
    file = tmp_path / "cases.csv"
    header, first, *_ = SHIPPED.read_text(encoding="utf-8").splitlines()
    year = next(cell for cell in first.split(",") if cell.isdigit() and len(cell) == 4)
    file.write_text(f"{header}\n{first.replace(year, '1' * 5000, 1)}\n", encoding="utf-8")
    assert "year_start is out of range" in str(refusal(file))

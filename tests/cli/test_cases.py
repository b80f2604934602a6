"""`tertius cases`: the page and the object."""

from __future__ import annotations

import csv
import json

from tertius.wedge.cases.case_list import SHIPPED


def test_page_and_object_agree(tertius):
    words = ("cases", "USA", "RUS", "CHN", "--as-of", "2026")
    _, page, _ = tertius(*words)
    _, out, _ = tertius(*words, "--json")
    found = json.loads(out)
    assert found["asked"] == {"a": "USA", "b": "RUS", "c": "CHN"}
    assert f"{found['cases'][0]['similarity']:.2f}  W090" in page
    assert all(f["label"] in page for f in found["features"])


def test_the_table_warns_before_it_counts(tertius):
    _, page, _ = tertius("cases", "--as-of", "2026")
    assert page.index("Neither causal nor base rates") < page.index("36 of 57")
    assert "86 stories left out one at a time" in page
    assert all(f"\nW{n:03} " in page for n in range(1, 95))


def test_a_choice_is_counted_alone(tertius):
    _, out, _ = tertius("cases", "--strategy", "reward", "--era", "1946-1991", "--no-rift", "--json")
    found = json.loads(out)
    assert {c["strategy"] for c in found["cases"]} == {"reward"}
    assert {c["rift"] for c in found["cases"]} == {"0"}
    assert found["prior"] is None


def test_agreement_is_shown_and_is_json(tertius):
    _, page, _ = tertius("cases", "--agreement")
    _, out, _ = tertius("cases", "--agreement", "--json")
    assert "below the bar" in page
    assert [f["field"] for f in json.loads(out)["fields"] if not f["enough"]] == ["rift"]


def test_a_list_edited_into_nonsense_is_refused_and_left_as_it_is(tertius, tmp_path):
    file = tmp_path / "own.csv"
    file.write_bytes(SHIPPED.read_bytes().replace(b"W044,United States", b"W044,Atlantis"))
    before = file.read_bytes()
    status, out, err = tertius("cases", "--cases", str(file))
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 3
    assert "row 45" in err
    assert "W044: Atlantis and 2, United States" in err
    assert file.read_bytes() == before


def test_a_page_is_written_instead_of_printed(tertius, tmp_path):
    file = tmp_path / "cases.html"
    status, out, err = tertius("cases", "USA", "RUS", "CHN", "--html", str(file))
    assert (status, out, err) == (0, "", "")
    assert "<h2>The nearest cases</h2>" in file.read_text(encoding="utf-8")


def test_two_states_are_refused_with_an_example(tertius):
    status, out, err = tertius("cases", "USA", "RUS")
    assert (status, out) == (2, "")
    assert "tertius cases USA RUS CHN" in err


EVIL = "\x1b]0;pwn\x07\x1b[5m\x9b31m\u202e"


def test_a_list_cannot_write_to_the_terminal_but_words(tertius, tmp_path):
    file, page = tmp_path / f"{EVIL.replace('/', '')}.csv", tmp_path / "evil.html"
    with SHIPPED.open(encoding="utf-8", newline="") as shipped:
        rows = list(csv.DictReader(shipped))
    for row in rows:
        row |= {"source": f"{EVIL}{row['source']}", "notes": f"{row['notes']}{EVIL}"}
    with file.open("w", encoding="utf-8", newline="") as out:
        written = csv.DictWriter(out, rows[0])
        written.writeheader()
        written.writerows(rows)
    for words in ((), ("USA", "RUS", "CHN"), ("--agreement",), ("--json",)):
        status, said, err = tertius("cases", *words, "--cases", str(file), "--as-of", "2026")
        assert (status, err) == (0, "")
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(said)
    tertius("cases", "USA", "RUS", "CHN", "--cases", str(file), "--as-of", "2026", "--html", str(page))
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(page.read_text(encoding="utf-8"))


def test_a_refusal_of_a_list_carries_no_escape(tertius, tmp_path):
    file = tmp_path / "evil.csv"
    whole = SHIPPED.read_text(encoding="utf-8")
    for bad in (whole.replace("W001,", f"W001,{EVIL}", 1), whole.replace("case_id", EVIL, 1)):
        file.write_text(bad, encoding="utf-8")
        status, said, err = tertius("cases", "--cases", str(file))
        assert (status, said) == (2, "")
        assert "pwn" in err
        assert all(line.isprintable() for line in err.split("\n"))

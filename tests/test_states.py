"""States: the table against the producers' lists, every spelling of four sources, and each successor rule."""

from __future__ import annotations

import bz2
import csv
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius import states
from tertius.errors import ImpossibleQuestion, UnknownName
from tertius.states import Spell, State, code_of, find, from_gw

# Spellings that mean two states at once; `find` refuses them.
SHARED = {
    "Dominican": {42, 54},
    "Hessian": {273, 275},
    "Congolese": {484, 490},
    "Korea": {730, 731, 732},
    "Korean": {730, 731, 732},
}

# COW abbreviations that are another state's ISO 3166 code, and who has the code.
HIDDEN_ABBREVIATIONS = {
    "AUS": "Australia",  # COW: Austria
    "CZE": "Czechia",  # COW: Czechoslovakia
    "KOR": "South Korea",  # COW: Korea until 1905
    "MNG": "Mongolia",  # COW: Montenegro
    "SLV": "El Salvador",  # COW: Slovenia
    "SWZ": "Eswatini",  # COW: Switzerland
}

EVERY = states.all_states()


def own_spellings(state: State) -> list[str]:
    written = [str(state.cow), state.iso3, state.name, state.adjective, *state.aliases]
    if state.iso2:
        written.append(state.iso2)
    return [w for w in written if w not in SHARED]


# The table by itself


def test_no_two_states_share_a_code() -> None:
    for values in (
        [s.cow for s in EVERY],
        [s.iso3 for s in EVERY],
        [s.iso2 for s in EVERY if s.iso2],
        [s.cow_abb for s in EVERY],
        [s.name for s in EVERY],
    ):
        assert [v for v, n in Counter(values).items() if n > 1] == []


def test_iso_codes_have_their_length_and_korea_before_1905_bears_its_number() -> None:
    assert [s.iso3 for s in EVERY if not re.fullmatch("[A-Z]{3}", s.iso3)] == ["730"]
    assert all(s.iso2 is None or re.fullmatch("[A-Z]{2}", s.iso2) for s in EVERY)


def test_a_state_of_today_has_both_iso_codes_a_capital_and_an_adjective() -> None:
    today = [s for s in EVERY if s.existed(states.COW_CHECKED_TO)]
    assert len(today) == 195
    assert [s.name for s in today if s.iso2 is None] == []
    assert [s.name for s in EVERY if not (s.name and s.adjective and s.capital)] == []


def test_spells_follow_each_other_and_none_ends_before_it_starts() -> None:
    for state in EVERY:
        for spells in (state.cow_spells, state.gw_spells, state.major_spells):
            assert all(s.end is None or s.start <= s.end for s in spells), state.name
            for earlier, later in pairwise(spells):
                assert earlier.end is not None, state.name
                assert earlier.end <= later.start, state.name
    assert all(s.cow_spells for s in EVERY)


def test_every_spelling_finds_its_own_state() -> None:
    wrong = {w: (s.name, find(w).name) for s in EVERY for w in own_spellings(s) if find(w) is not s}
    assert wrong == {}


def test_only_the_listed_spellings_mean_two_states_and_they_are_refused() -> None:
    claims: dict[str, set[int]] = {}
    for state in EVERY:
        for written in (state.name, state.adjective, *state.aliases, *([state.iso2] if state.iso2 else []), state.iso3):
            claims.setdefault(written.casefold(), set()).add(state.cow)
    claims["korea"].add(730)  # in its time only
    shared = {k: v for k, v in claims.items() if len(v) > 1}
    assert shared == {k.casefold(): v for k, v in SHARED.items()}
    for written in SHARED:
        with pytest.raises(UnknownName):
            find(written)
        assert code_of(written) is None


def test_a_stand_in_is_a_spelling_another_state_owns_or_two_share() -> None:
    for state in EVERY:
        for written in state.in_its_time:
            assert written in SHARED or find(written) is not state, written


def test_find_is_total_on_all_codes() -> None:
    for state in EVERY:
        assert find(state.cow) is state
        assert find(str(state.cow)) is state
        assert find(state.iso3) is state
        assert states.iso3(state.cow) == state.iso3
        assert states.name(state.cow) == state.name
        if state.iso2:
            assert find(state.iso2) is state
        if state.cow_abb not in HIDDEN_ABBREVIATIONS:
            assert find(state.cow_abb) is state


# Against the producers' lists


def a_day(row: dict[str, str], edge: str) -> date:
    return date(int(row[f"{edge}year"]), int(row[f"{edge}month"]), int(row[f"{edge}day"]))


def listed(file: Path) -> Counter[Spell]:
    with file.open(encoding="utf-8", newline="") as text:
        return Counter(
            Spell(int(row["ccode"]), a_day(row, "st"), None if a_day(row, "end") == states.COW_CHECKED_TO else last)
            for row in csv.DictReader(text)
            for last in [a_day(row, "end")]
        )


def test_cow_spells_are_the_list_row_for_row(real_vault: Path) -> None:
    ours = Counter(spell for s in EVERY for spell in s.cow_spells)
    assert ours == listed(real_vault / "cow_states" / "cow_statelist2024.csv")


def test_cow_names_and_abbreviations_of_the_list_resolve(real_vault: Path) -> None:
    with (real_vault / "cow_states" / "cow_statelist2024.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    unlike = {r["statenme"] for r in rows if code_of(r["statenme"], on=a_day(r, "end")) != int(r["ccode"])}
    assert unlike == set()
    unlike = {r["stateabb"] for r in rows if code_of(r["stateabb"]) != int(r["ccode"])}
    assert unlike == set(HIDDEN_ABBREVIATIONS)


def test_major_powers_are_the_list_row_for_row(real_vault: Path) -> None:
    ours = Counter(spell for s in EVERY for spell in s.major_spells)
    assert ours == listed(real_vault / "cow_states" / "majors2024.csv")


# Gleditsch-Ward numbers COW has no state for.
GW_ONLY = {
    89: "United Provinces of Central America",
    99: "Great Colombia",
    563: "Transvaal",
    564: "Orange Free State",
    711: "Tibet",
    815: "Vietnam before 1893",
}


def test_gw_spells_are_the_list_row_for_row(real_vault: Path) -> None:
    formats = pytest.importorskip("tertius.datasets.formats")
    file = real_vault / "cow_states" / "gw_states.rda"
    table = formats.read_r("gw_states", file, ("gwcode", "startdate", "enddate"), table="gw_states")
    epoch = date(1970, 1, 1)
    theirs: Counter[Spell] = Counter()
    for code, start, end in table.select("gwcode", "startdate", "enddate").iter_rows():
        last = epoch + timedelta(days=end)
        theirs[Spell(int(code), epoch + timedelta(days=start), None if last == states.GW_CHECKED_TO else last)] += 1
    theirs = Counter({spell: n for spell, n in theirs.items() if spell.code not in GW_ONLY})

    # One Gleditsch-Ward row that runs across two COW states is two spells here, a day apart.
    ours: list[Spell] = []
    for spell in sorted((p for s in EVERY for p in s.gw_spells), key=lambda p: (p.code, p.start)):
        before = ours[-1] if ours else None
        if before and before.code == spell.code and before.end and before.end + timedelta(days=1) == spell.start:
            ours[-1] = Spell(spell.code, before.start, spell.end)
        else:
            ours.append(spell)
    assert Counter(ours) == theirs


# Year-end counts of the UN's own table "Growth in United Nations membership" (un.org). Syria in its
# years in the United Arab Republic and Indonesia in 1965 are counted on here.
UN_GROWTH = {
    int(year): int(members)
    for year, members in re.findall(
        r"(\d+): (\d+)",
        "1945: 51, 1946: 55, 1947: 57, 1948: 58, 1949: 59, 1950: 60, 1955: 76, 1956: 80, 1957: 82, 1958: 82, 1960: 99,"
        "1961: 104, 1962: 110, 1964: 115, 1965: 117, 1966: 122, 1967: 123, 1968: 126, 1970: 127, 1971: 132, 1973: 135,"
        "1974: 138, 1975: 144, 1976: 147, 1977: 149, 1978: 151, 1979: 152, 1980: 154, 1981: 157, 1983: 158, 1984: 159,"
        "1990: 159, 1991: 166, 1992: 179, 1993: 184, 1994: 185, 1999: 188, 2000: 189, 2002: 191, 2006: 192, 2011: 193",
    )
}
COUNTED_ON = {1958: 1, 1960: 1, 1965: 1}


def test_un_members_number_as_the_un_counts_them_at_each_year_end() -> None:
    ours = {y: len(states.members_of_the_un(date(y, 12, 31))) - COUNTED_ON.get(y, 0) for y in UN_GROWTH}
    assert ours == UN_GROWTH


# The spellings of four sources

NOT_STATES = {
    "Aruba": "part of the Netherlands",
    "Balkans": "a region",
    "Biafra": "seceded from Nigeria; no COW state",
    "CSCE": "an organisation",
    "ChinCom": "an export-control committee",
    "CoCom": "an export-control committee",
    "Comecon": "an organisation",
    "Commonwealth": "an organisation",
    "Cyprus (Northern)": "no COW state",
    "ECOWAS": "an organisation",
    "EEC": "an organisation",
    "EEU": "an organisation",
    "EU": "an organisation",
    "G7": "a group",
    "G8": "a group",
    "Gibraltar": "part of the United Kingdom",
    "Hong Kong": "part of the United Kingdom, then China",
    "ICC Rome Statute Signatories": "a group",
    "Katanga": "seceded from DR Congo; no COW state",
    "Kimberly Process Participants": "a group",
    "League of Arab States": "an organisation",
    "African Union": "an organisation",
    "MERCOSUR": "an organisation",
    "NAFTA": "an organisation",
    "NATO": "an organisation",
    "Northern Cyprus": "no COW state",
    "OAPEC": "an organisation",
    "OIC": "an organisation",
    "OSCE": "an organisation",
    "Organisation of African Unity": "an organisation",
    "Organization of American States": "an organisation",
    "Organization of Eastern Carribean States": "an organisation",
    "Pacific Islands Forum": "an organisation",
    "Palestine": "no COW state",
    "Paris Agreement Signatories": "a group",
    "SADC": "an organisation",
    "Terrorist Organizations (Al-Qaeda)": "an armed group",
    "Terrorist Organizations (ISIL and ANF)": "an armed group",
    "Terrorist Organizations (Taliban and Al-Qaeda)": "an armed group",
    "Terrorist Organizations (Taliban)": "an armed group",
    "UN": "an organisation",
    "UNASUR": "an organisation",
    "Western Sahara": "no COW state",
    "Western countries": "a group",
    "unknown recipient(s)": "not known",
    "unknown supplier(s)": "not known",
}


def unresolved(names: set[str]) -> set[str]:
    return {n for n in names if code_of(n) is None}


def test_every_name_and_code_of_the_un_votes_resolves(real_vault: Path) -> None:
    # Reading the table takes half a minute; its strings stand in the unpacked file behind an
    # R string header (type 9) and their length.
    plain = bz2.decompress((real_vault / "un_votes_2024" / "un_votes.rda").read_bytes())
    found = {
        plain[m.end() : m.end() + m[1][0]]
        for m in re.finditer(rb"\x00[\x00\x04][\x00\x80]\x09\x00\x00\x00([\x02-\x40])", plain)
    }
    text = {raw.decode("utf-8") for raw in found if re.fullmatch(rb"[A-Za-z\x80-\xff &().'-]+", raw)}
    names = text - {"un_votes", "rcid", "country", "country_code", "vote", "levels", "class", "factor", "names"}
    names -= {"row.names", "tbl_df", "tbl", "data.frame", "yes", "no", "abstain"}
    assert len([n for n in names if len(n) > 2]) == 200
    assert unresolved(names) == set()
    awkward = {
        "Bosnia & Herzegovina": 346,
        "Congo - Brazzaville": 484,
        "Congo - Kinshasa": 490,
        "Côte d’Ivoire": 437,
        "Federal Republic of Germany": 260,
        "German Democratic Republic": 265,
        "Germany": 255,
        "Micronesia (Federated States of)": 987,
        "Myanmar (Burma)": 775,
        "St. Kitts & Nevis": 60,
        "São Tomé & Príncipe": 403,
        "Yemen Arab Republic": 678,
        "Yemen People's Republic": 680,
        "CS": 315,
        "DD": 265,
        "NA": 565,
        "YD": 680,
        "YU": 345,
    }
    assert awkward.keys() <= names
    assert {n: code_of(n) for n in awkward} == awkward


def test_every_state_of_the_arms_register_resolves_and_nothing_else_does(real_vault: Path) -> None:
    text = (real_vault / "sipri_arms" / "trade-register.csv").read_text(encoding="latin-1")
    rows = csv.DictReader(text.splitlines()[11:])
    names = {row[side] for row in rows for side in ("Supplier", "Recipient")}
    starred = {n for n in names if n.endswith("*")}  # SIPRI stars rebels once and organisations twice
    assert len(names) > 250
    assert unresolved(starred) == starred
    assert unresolved(names - starred) == {
        "Aruba",
        "Biafra",
        "Katanga",
        "Northern Cyprus",
        "Palestine",
        "Western Sahara",
        "unknown recipient(s)",
        "unknown supplier(s)",
    }
    awkward = {
        "Soviet Union": 365,
        "Viet Nam": 816,
        "South Vietnam": 817,
        "North Yemen": 678,
        "South Yemen": 680,
        "Yemen Arab Republic (North Yemen)": 678,
        "East Germany (GDR)": 265,
        "DR Congo": 490,
        "Congo": 484,
        "eSwatini": 572,
        "Turkiye": 640,
        "Saint Vincent": 57,
    }
    assert awkward.keys() <= names
    assert {n: code_of(n) for n in awkward} == awkward


def members(text: str) -> list[str]:
    """A GSDB cell into its names: the longest run of comma-separated parts that is one state, else one part."""
    parts, out = re.split(r",\s*", text.strip()), []
    while parts:
        size = next((k for k in (3, 2) if len(parts) >= k and code_of(", ".join(parts[:k])) is not None), 1)
        out.append(", ".join(parts[:size]))
        parts = parts[size:]
    return out


def test_every_state_of_the_sanctions_base_resolves_and_nothing_else_does(real_vault: Path) -> None:
    with (real_vault / "sanctions_gsdb" / "GSDB_V4.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    names = {n for r in rows for side in ("sanctioned_state", "sanctioning_state") for n in members(r[side])}
    assert len(names) > 190
    assert unresolved(names) == NOT_STATES.keys() & names
    awkward = {
        "Congo, Democratic Republic of the": 490,
        "Korea, North": 731,
        "Yemen, North": 678,
        "Egypt, Arab Rep.": 651,
        "Gambia, The": 420,
        "Ethiopia (excludes Eritrea)": 530,
        "Malagasy Republic": 580,
        "Malaya": 820,
        "Transjordan": 663,
        "FRY": 345,
        "Rhodesia": 552,
    }
    assert awkward.keys() <= names
    assert {n: code_of(n) for n in awkward} == awkward


def test_every_country_of_the_tsinghua_scores_resolves(real_vault: Path) -> None:
    file = real_vault / "china25_eventdb_audit" / "tsinghua_scores.csv"
    with file.open(encoding="utf-8-sig", newline="") as text:
        names = {row["Country"] for row in csv.DictReader(text)}
    assert len(names) == 12
    assert unresolved(names) == set()


@pytest.mark.parametrize("name", sorted(NOT_STATES))
def test_what_is_not_a_state_has_no_code(name: str) -> None:
    assert code_of(name) is None
    assert code_of(name, on=1990) is None


# Spelling


@given(st.sampled_from([(w, s.cow) for s in EVERY for w in own_spellings(s)]), st.data())
def test_case_accents_and_padding_do_not_matter(pair: tuple[str, int], data: st.DataObject) -> None:
    written, cow = pair
    form = data.draw(st.sampled_from(["NFC", "NFD", "bare"]))
    if form == "bare":
        written = "".join(c for c in unicodedata.normalize("NFD", written) if not unicodedata.combining(c))
    else:
        written = unicodedata.normalize(form, written)  # pyright: ignore[reportArgumentType]
    flips = data.draw(st.lists(st.booleans(), min_size=len(written), max_size=len(written)))
    written = "".join(c.upper() if flip else c.lower() for c, flip in zip(written, flips, strict=True))
    padding = data.draw(st.sampled_from(["", " ", "\t", "\u00a0"]))
    assert find(padding + written + padding).cow == cow


@given(st.text(max_size=40), st.none() | st.integers(1, 9999) | st.dates())
def test_any_text_is_a_state_or_none_and_never_another_error(text: str, on: date | int | None) -> None:
    found = code_of(text, on=on)
    assert found is None or find(found).cow == found


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("Rusia", "Russia"), ("Chnia", "China"), ("Ukrane", "Ukraine"), ("Untied States", "United States")],
)
def test_an_unknown_name_answers_with_the_nearest(wrong: str, meant: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find(wrong)
    assert f"'{meant}'" in caught.value.hint


def test_a_shared_name_answers_with_the_states_that_share_it() -> None:
    with pytest.raises(UnknownName, match="North Korea, South Korea"):
        find("Korea")
    with pytest.raises(UnknownName, match="Republic of Congo, DR Congo"):
        find("Congolese")


@pytest.mark.parametrize(
    "name", ["", " ", "the", ".", "0", "-2", "2.0", "99999999999", "²", "Russia\nChina", "x" * 100_000]
)
def test_hostile_spellings_are_unknown(name: str) -> None:
    with pytest.raises(UnknownName):
        find(name)


@pytest.mark.parametrize("year", [0, -5, 10_000])
def test_a_year_out_of_the_calendar_is_an_impossible_question(year: int) -> None:
    with pytest.raises(ImpossibleQuestion):
        find("Russia").existed(year)


def test_unknown_numbers_are_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"COW number called '3665'.*\n.*365"):
        states.name(3665)
    with pytest.raises(UnknownName, match="Gleditsch-Ward number"):
        from_gw(9999)


# Traps


def test_cow_abbreviations_are_not_iso_codes() -> None:
    assert [find(a).iso3 for a in ("GMY", "UKG", "ROK", "DRV", "FRN")] == ["DEU", "GBR", "KOR", "VNM", "FRA"]


@pytest.mark.parametrize(("abbreviation", "state"), HIDDEN_ABBREVIATIONS.items())
def test_an_iso_code_beats_a_cow_abbreviation(abbreviation: str, state: str) -> None:
    assert find(abbreviation).name == state
    assert find(abbreviation).iso3 == abbreviation
    assert [s.cow_abb for s in EVERY].count(abbreviation) == 1


def test_na_is_namibia() -> None:
    assert find("NA").name == "Namibia"
    assert find("Namibia").iso2 == "NA"


@pytest.mark.parametrize(
    ("former", "cow"),
    re.findall(
        r"(\w+) (\d+)",
        "ROM 360, ZAR 490, YUG 345, SCG 345, TMP 860, SUN 365, DDR 265, CSK 315, YMD 680, VDR 816, BUR 775, DHY 434,"
        "HVO 439, RHO 552, BYS 370, NHB 935, SU 365, TP 860, YD 680, DD 265, ZR 490, BU 775",
    ),
)
def test_former_iso_codes_resolve(former: str, cow: str) -> None:
    assert code_of(former) == int(cow)


def test_gw_and_cow_numbers_differ_where_they_should() -> None:
    differing = {s.name: (s.cow, s.gw) for s in EVERY if s.cow != s.gw}
    assert differing == {
        "Germany": (255, 260),
        "Serbia": (345, 340),
        "Yemen": (679, 678),
        "Kiribati": (946, 970),
        "Tuvalu": (947, 973),
        "Tonga": (955, 972),
        "Nauru": (970, 971),
    }


def test_970_is_nauru_in_cow_and_kiribati_in_gw() -> None:
    assert find(970).name == "Nauru"
    assert from_gw(970).name == "Kiribati"


def test_a_gw_number_across_two_states_goes_by_the_day() -> None:
    assert from_gw(260).cow == 255
    assert from_gw(260, on=1980).cow == 260
    assert from_gw(260, on=date(1990, 10, 2)).cow == 260
    assert from_gw(260, on=date(1990, 10, 3)).cow == 255
    assert from_gw(678, on=1980).cow == 678
    assert from_gw(678).cow == 679
    assert from_gw(255, on=1914).cow == 255
    assert from_gw(340).cow == from_gw(345).cow == 345
    assert from_gw(365, on=1700).cow == 365


def test_every_gw_number_leads_back_to_its_state() -> None:
    for state in EVERY:
        for spell in state.gw_spells:
            assert from_gw(spell.code, on=spell.start) is state


def test_an_int_is_any_time_of_the_year_and_a_date_is_that_day() -> None:
    east = find("East Germany")
    assert east.existed(1954)
    assert not east.existed(date(1954, 3, 24))
    assert east.existed(date(1954, 3, 25))
    assert east.existed(datetime(1990, 10, 2, 23, 59))  # noqa: DTZ001 (a datetime is read as its day)
    assert east.existed(1990)
    assert not east.existed(1991)


def test_states_in_a_year_include_those_that_ended_before_1945() -> None:
    assert "Austria-Hungary" in {s.name for s in states.in_year(1914)}
    assert len(states.in_year(1816)) == 23  # COW's system at the Congress of Vienna has 23 members
    assert len(states.in_year(2024)) == 195


def test_major_powers_of_today() -> None:
    assert {s.iso3 for s in EVERY if s.was_major(2024)} == {"USA", "GBR", "FRA", "DEU", "RUS", "CHN", "JPN"}
    assert not find("China").was_major(1949)


# Successor rules


def test_russia_continues_the_ussr() -> None:
    assert code_of("Soviet Union") == code_of("Russia") == code_of("USSR", on=1960) == 365
    assert find(365).existed(1946)
    assert len(find(365).cow_spells) == 1
    assert find(365).un_from == date(1945, 10, 24)
    assert "continues the USSR" in states.successor_note(find(365))


def test_the_seat_of_china_passes_on_25_october_1971() -> None:
    assert find("Taiwan").in_the_un(date(1971, 10, 24))
    assert not find("China").in_the_un(date(1971, 10, 24))
    assert find("Taiwan").un_to == find("China").un_from == date(1971, 10, 25)  # both that day: resolution 2758
    assert not find("Taiwan").in_the_un(date(1971, 10, 26))
    assert code_of("China", on=1960) == 710
    assert code_of("Republic of China", on=1960) == 713
    assert "25 October 1971" in states.successor_note(find("China"))


@pytest.mark.parametrize("written", ["Germany", "German", "DEU", "DE"])
def test_germany_while_divided_is_west_germany(written: str) -> None:
    assert code_of(written) == 255
    assert code_of(written, on=1914) == 255
    assert code_of(written, on=1945) == 255
    assert code_of(written, on=1950) == 260  # COW has no Germany yet; Gleditsch and Ward do, from 1949
    assert code_of(written, on=1980) == 260
    assert code_of(written, on=date(1990, 10, 2)) == 260
    assert code_of(written, on=date(1990, 10, 3)) == 255
    assert code_of(written, on=1990) == 255


def test_the_federal_republic_is_germany_once_united() -> None:
    assert code_of("Federal Republic of Germany") == 260
    assert code_of("Federal Republic of Germany", on=date(1990, 12, 6)) == 255
    assert code_of("West Germany", on=2000) == 260
    assert not find("West Germany").existed(2000)


def test_serbia_continues_yugoslavia() -> None:
    for written in ("Serbia", "Yugoslavia", "YUG", "SCG", "SRB", "Serbia and Montenegro"):
        assert {code_of(written), code_of(written, on=1980), code_of(written, on=2010)} == {345}
    assert find(345).existed(1980)
    assert find(345).existed(2024)
    assert find("Montenegro").cow == 341


def test_cs_is_czechoslovakia_and_after_it_serbia_and_montenegro() -> None:
    assert code_of("CS") == code_of("CS", on=1980) == 315
    assert code_of("CS", on=2004) == 345


def test_czechoslovakia_has_two_new_states_after_it() -> None:
    assert [code_of(n) for n in ("Czechoslovakia", "Czechia", "Slovakia")] == [315, 316, 317]
    assert find(315).existed(date(1992, 12, 31))
    assert not find(315).existed(1993)
    assert find(316).cow_spells[0].start == find(317).cow_spells[0].start == date(1993, 1, 1)
    assert code_of("CZE") == 316
    assert code_of("CZE", on=1980) == 315


def test_vietnam_continues_north_vietnam() -> None:
    assert code_of("Vietnam") == code_of("North Vietnam") == code_of("Vietnam", on=1960) == code_of("VNM") == 816
    assert find("South Vietnam").cow_spells[-1].end == date(1975, 4, 30)
    assert find("South Vietnam").iso3 == "RVN"


def test_yemen_before_1990_is_north_yemen() -> None:
    assert code_of("Yemen") == 679
    assert code_of("Yemen", on=1980) == code_of("YEM", on=1980) == 678
    assert code_of("Yemen", on=date(1990, 5, 21)) == 678
    assert code_of("Yemen", on=date(1990, 5, 22)) == code_of("Yemen", on=1990) == 679
    assert code_of("Yemen Arab Republic", on=date(1990, 12, 6)) == 679
    assert code_of("South Yemen", on=1980) == 680


def test_korea_before_1905_is_a_state_of_its_own() -> None:
    assert code_of("Korea", on=1900) == 730
    assert code_of("Korea", on=1960) is None


def test_tanzania_continues_tanganyika() -> None:
    assert code_of("Tanganyika") == code_of("Tanzania") == 510
    assert find("Zanzibar").un_to == date(1964, 4, 26)


def test_austria_hungary_has_new_states_after_it() -> None:
    assert [code_of(n) for n in ("Austria-Hungary", "Austria", "Hungary")] == [300, 305, 310]
    assert find("Austria-Hungary").existed(1914)
    assert not find("Austria").existed(1914)


def test_every_rule_names_its_own_state_or_its_number() -> None:
    noted = {s.cow: states.successor_note(s) for s in EVERY if states.successor_note(s)}
    assert {255, 260, 265, 315, 316, 317, 345, 365, 678, 679, 680, 710, 713, 816, 817} <= noted.keys()
    for cow, note in noted.items():
        assert str(cow) in note or find(cow).name in note, note
    assert states.successor_note(find("Canada")) == ""


# Cost


def test_reading_the_table_takes_less_than_30_milliseconds() -> None:
    def once() -> float:
        states._by_code.cache_clear()
        states._spellings.cache_clear()
        start = time.process_time()
        find("Russia")
        return time.process_time() - start

    assert min(once() for _ in range(7)) < 0.030


def test_importing_states_loads_no_tables_and_no_arrays() -> None:
    heavy = "print([m for m in ('polars', 'numpy', 'pandas', 'httpx', 'tertius.provenance') if m in sys.modules])"
    source = (
        f"import sys; sys.path.insert(0, {str(Path(states.__file__).parents[1])!r}); import tertius.states; {heavy}"
    )
    out = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"

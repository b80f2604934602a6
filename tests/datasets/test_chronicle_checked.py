"""The days of the chronicle against the vault: journeys, meetings, vetoes, treaties, disputes and leaders in office.

A line says `vault` where, and only where, a file of the vault holds its day.
"""

from __future__ import annotations

import csv
import re
from calendar import month_name
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from tertius.datasets.chronicle import CHECKED, Event, load_chronicle
from tertius.datasets.r_frames import r_frame, r_objects
from tertius.states import find

EVENTS = {e.id: e for e in load_chronicle()}

JOURNEYS = {
    "1954-09-08-seato": ("Secretary", "Philippines"),
    "1955-05-15-austrian-treaty": ("Secretary", "Austria"),
    "1955-07-18-geneva-summit": ("President", "Switzerland"),
    "1961-06-03-vienna-summit": ("President", "Austria"),
    "1963-08-05-test-ban": ("Secretary", "U.S.S.R."),
    "1972-02-21-nixon-in-china": ("President", "China"),
    "1972-05-26-salt-i": ("President", "U.S.S.R."),
    "1972-05-29-basic-principles": ("President", "U.S.S.R."),
    "1973-01-27-paris-accords": ("Secretary", "France"),
    "1974-11-24-vladivostok": ("President", "U.S.S.R."),
    "1975-08-01-helsinki": ("President", "Finland"),
    "1975-12-01-ford-in-china": ("President", "China"),
    "1979-06-18-salt-ii": ("President", "Austria"),
    "1984-04-26-reagan-in-china": ("President", "China"),
    "1985-11-19-geneva": ("President", "Switzerland"),
    "1986-10-11-reykjavik": ("President", "Iceland"),
    "1988-04-14-geneva-accords": ("Secretary", "Switzerland"),
    "1988-05-29-moscow-summit": ("President", "U.S.S.R."),
    "1989-12-02-malta": ("President", "Malta"),
    "1991-07-31-start-i": ("President", "U.S.S.R."),
    "1992-05-23-lisbon-protocol": ("Secretary", "Portugal"),
    "1993-01-03-start-ii": ("President", "Russia"),
    "1993-04-03-vancouver": ("President", "Canada"),
    "1994-01-14-trilateral-statement": ("President", "Russia"),
    "1994-06-22-partnership-for-peace": ("Secretary", "Belgium"),
    "1994-12-05-budapest-memorandum": ("President", "Hungary"),
    "1996-04-17-alliance-renewed": ("President", "Japan"),
    "1997-05-27-founding-act": ("President", "France"),
    "1997-07-09-nato-ukraine-charter": ("President", "Spain"),
    "1998-06-27-clinton-in-beijing": ("President", "China"),
    "2002-05-24-sort": ("President", "Russia"),
    "2002-05-28-nato-russia-council": ("President", "Italy"),
    "2008-04-03-bucharest": ("President", "Romania"),
    "2009-07-06-obama-in-moscow": ("President", "Russia"),
    "2009-11-17-obama-in-beijing": ("President", "China"),
    "2010-04-08-new-start": ("President", "Czech Republic"),
    "2010-11-20-lisbon": ("President", "Portugal"),
    "2011-11-16-marines-in-darwin": ("President", "Australia"),
    "2013-09-14-syrian-chemical-arms": ("Secretary", "Switzerland"),
    "2014-11-12-climate-announcement": ("President", "China"),
    "2015-07-14-iran-deal": ("Secretary", "Austria"),
    "2018-06-12-singapore": ("President", "Singapore"),
    "2018-07-16-helsinki": ("President", "Finland"),
    "2018-12-01-buenos-aires-truce": ("President", "Argentina"),
}
"""Whose journey, and to which country, the line is of; as the travel lists of the United States name it."""

MEETINGS = {
    "2003-06-23": "India",
    "2004-10-14": "Russia",
    "2005-07-01": "Russia",
    "2006-03-21": "Russia",
    "2007-08-16": "Kyrgyzstan",
    "2008-05-23": "Russia",
    "2008-07-21": "Russia",
    "2009-06-16": "Russia",
    "2009-12-14": "Turkmenistan",
    "2011-01-19": "United States",
    "2011-06-16": "Russia",
    "2013-03-22": "Russia",
    "2013-06-07": "United States",
    "2013-09-07": "Kazakhstan",
    "2014-05-20": "Russia",
    "2014-05-21": "Russia",
    "2015-05-08": "Russia",
    "2015-09-25": "United States",
    "2016-06-25": "Russia",
    "2017-04-06": "United States",
    "2017-07-04": "Russia",
    "2018-06-08": "Russia",
}
"""Days on which China Vitae has a leader of China with somebody of that country; of each day one line."""

OTHERS = {
    "1979-01-01-us-recognises-prc",  # no mission of the United States in Taiwan from that day
    "2005-08-18-peace-mission-2005",  # begins on that day in the list of exercises
    "2014-03-27-crimea-vote",  # roll call of R/68/262
}

MONTHS = {name: n for n, name in enumerate(month_name) if name}


def cow(name: str) -> int | None:
    return None if name in {"NATO", "UN", "EUR-UNION"} else find(name).cow


def codes(names: tuple[str, ...]) -> set[int]:
    return {c for c in map(cow, names) if c is not None}


def rows_of(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def span(text: str) -> tuple[date, date]:
    """First and last day of "May 31–June 3, 1961" and its like."""
    first, _, last = text.replace("—", "–").replace("-", "–").partition("–")
    year = int(re.findall(r"\d{4}", text)[-1])
    begins = re.search(r"([A-Z][a-z]+) (\d{1,2})(?:, (\d{4}))?", first)
    ends = re.search(r"(?:([A-Z][a-z]+) )?(\d{1,2})(?:,|$)", last.strip()) if last else begins
    assert begins
    assert ends
    until = date(year, MONTHS[ends[1] or begins[1]], int(ends[2]))
    since = date(int(begins[3] or year), MONTHS[begins[1]], int(begins[2]))
    return since, until


@pytest.fixture(scope="module")
def journeys(real_vault) -> dict[tuple[str, str], list[tuple[date, date]]]:
    found: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for who in ("President", "Secretary"):
        for row in rows_of(real_vault / "us_leader_travel" / f"American{who}Visit.csv"):
            if int(row["year"]) >= 1949:
                found.setdefault((who, row["destination country"].split(",")[0]), []).append(span(row["time"]))
    return found


def vetoed(vault: Path) -> set[str]:
    """Lines of the day of a veto that name its draft."""
    day = {}
    for row in rows_of(vault / "unsc" / "unsc_vetoes_1946_sept2022.csv"):
        month, d, year = map(int, row["date"].split("/"))
        day[row["draft"].strip()] = date(year, month, d), row["China"] == "1"
    found = set()
    for e in EVENTS.values():
        draft = re.search(r"draft (S/[\w/.]+)", e.document)
        if draft and day.get(draft[1], (None,))[0] == e.date:
            assert ("CHN" in e.source) == day[draft[1]][1], e.id
            found.add(e.id)
    return found


def allied(pacts: pl.DataFrame) -> set[str]:
    """Agreements on the day on which COW has a pact of two of the parties begin."""
    begun = {(d, a, b) for d, a, b in pacts.select("start", "cow_a", "cow_b").iter_rows()}
    return {
        e.id
        for e in EVENTS.values()
        if e.category == "AGREE"
        and any((e.date, a, b) in begun for a in codes(tuple(e.actors)) for b in codes(tuple(e.actors)))
    }


def began_a_dispute(vault: Path) -> set[str]:
    """Force on the day on which COW has a dispute of the two begin."""
    start = {r["dispnum"]: (r["styear"], r["stmon"], r["stday"]) for r in rows_of(vault / "cow_mid" / "MIDA 5.0.csv")}
    sides: dict[str, set[int]] = {}
    for row in rows_of(vault / "cow_mid" / "MIDB 5.0.csv"):
        sides.setdefault(row["dispnum"], set()).add(int(row["ccode"]))

    def is_first_day(e: Event) -> bool:
        day = (str(e.date.year), str(e.date.month), str(e.date.day))
        return any(start[n] == day and c & codes(e.source) and c & codes(e.target) for n, c in sides.items())

    return {
        e.id
        for e in EVENTS.values()
        if e.category in {"ASSAULT", "COERCE"} and e.precision == "day" and is_first_day(e)
    }


def test_a_line_says_vault_where_and_only_where_the_vault_holds_its_day(real_vault, read_real):
    met = {e.id for e in EVENTS.values() if e.when in MEETINGS}
    assert len(met) == len(MEETINGS)
    held = set(JOURNEYS) | met | OTHERS | vetoed(real_vault) | allied(read_real("cow_alliances"))
    held |= began_a_dispute(real_vault)
    assert {e.id for e in EVENTS.values() if e.checked == "vault"} == held
    assert len(held) > 100


def test_every_line_says_how_its_day_was_checked():
    assert {e.checked for e in EVENTS.values()} == set(CHECKED)
    # Where nobody can recall enough, a line stands only where a page holds it.
    assert {e.checked for e in EVENTS.values() if e.date.year >= 2025} == {"page"}


def test_the_methods_page_counts_what_was_checked_as_the_table_does():
    page = (Path(__file__).parents[2] / "docs/methods/chronicle.md").read_text(encoding="utf-8")
    for how in CHECKED:
        assert f"| `{how}` | {sum(e.checked == how for e in EVENTS.values())} |" in page
    assert f"All {sum(e.date.year >= 2025 for e in EVENTS.values())} lines of 2025 and 2026" in page


@pytest.mark.parametrize("name", sorted(JOURNEYS))
def test_journeys_are_those_of_the_travel_lists(name, journeys):
    day = EVENTS[name].date
    assert any(since <= day <= until for since, until in journeys[JOURNEYS[name]]), name


def test_meetings_of_chinese_leaders_are_those_of_china_vitae(real_vault):
    data = (real_vault / "visits_diplomacy" / "leaderdf.rds").read_bytes()
    met = r_frame(r_objects(data)[""], ("date", "country"))
    days = {(date(1970, 1, 1) + timedelta(days=int(d)), c) for d, c in met.iter_rows() if d is not None}
    assert [(d, c) for d, c in MEETINGS.items() if (date.fromisoformat(d), c) not in days] == []


def test_the_other_days_are_in_their_lists(real_vault, read_real):
    exercises = rows_of(real_vault / "us_troops" / "mme_v7.csv")
    assert [r["StartDate"] for r in exercises if r["Ex_Name"] == "Peace Mission 2005"] == ["8/18/05"]
    missions = rows_of(real_vault / "us_diplomatic_missions" / "mission_status_range_cow_v0.1.csv")
    assert [
        r["date_start"] for r in missions if (r["country_code_cow"], r["us_mission_status"]) == ("713", "None")
    ] == ["1979-01-01"]
    calls = read_real("unga_resolutions").filter(pl.col("resolution") == "R/68/262")
    assert calls["date"].to_list() == [EVENTS["2014-03-27-crimea-vote"].date]


def test_who_is_named_as_acting_held_office_on_the_day(read_real):
    """Presidents and general secretaries by surname; the two Bushes are one name."""
    spells: dict[str, list[tuple[date, date]]] = {}
    leaders = read_real("reign_leaders").filter(pl.col("cow").is_in([2, 365]) & (pl.col("start") > date(1945, 1, 1)))
    for name, start, year, month in leaders.select("leader", "start", "end_year", "end_month").iter_rows():
        # REIGN has the month of the end only, and ends in 2021.
        last = date(year, month, 28) + timedelta(days=4) if year else date(2021, 3, 31)
        spells.setdefault(name.split()[-1], []).append((start, last))
    assert {"Truman", "Nixon", "Bush", "Brezhnev", "Gorbachev", "Yeltsin"} <= set(spells)
    checked = 0
    for e in EVENTS.values():
        for name in set(re.findall(r"[A-Z]\w+", e.text.replace("Johnson South Reef", ""))) & set(spells):
            if e.date <= date(2020, 12, 31) and e.precision == "day":
                assert any(s <= e.date <= last for s, last in spells[name]), (e.id, name)
                checked += 1
    assert checked >= 80

"""Numbers with the unit beside them: "US$5.4 bn", "three-quarters", "1.2 million barrels a day".

No grammar is needed here: a number, the currency before it, the magnitude and unit after
it. Years, dates, times, ordinals, scores and numbers in names are no quantities.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tertius.reading.numerals import LETTERS, MAGNITUDES, NUMBER, numbers, value_of

__all__ = ["COUNT", "RATIO", "Quantity", "find_quantities", "is_money"]

COUNT = "count"
RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit at `text[start:end]`.

    Attributes
    ----------
    start, end
        The number with currency, magnitude and unit.
    value
        In base units ("5.4 bn" is 5.4e9, "19 cents" is .19); None for "billions", "several times".
    unit
        ISO 4217 for money, else a word of ``units.csv``, with "per …" where the text has a rate;
        "count" for a bare number, "ratio" for fractions and multiples.
    """

    start: int
    end: int
    value: float | None
    unit: str


_CURRENCIES = {
    "$": "USD",
    "US$": "USD",
    "$US": "USD",
    "U.S.$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "$A": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "CAD$": "CAD",
    "HK$": "HKD",
    "$HK": "HKD",
    "NZ$": "NZD",
    "S$": "SGD",
    "NT$": "TWD",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "PS": "GBP",
    "¥": "JPY",
    "Y=": "JPY",
    "CN¥": "CNY",
    "RMB": "CNY",
    "₽": "RUB",
    "₹": "INR",
    "Rs": "INR",
    "Rs.": "INR",
    "₩": "KRW",
    "₴": "UAH",
    "₺": "TRY",
    "₪": "ILS",
    "RM": "MYR",
    "Rp": "IDR",
    "DM": "DEM",
}
_CODES = (
    "USD EUR GBP CNY RUB JPY INR KRW AUD CAD HKD NZD SGD TWD BRL CHF UAH TRY ILS MYR IDR IRR SAR AED PLN ZAR SEK NOK"
    " MXN THB VND KZT"
)

_MULTIPLE = re.compile(
    r"\b(?P<n>several|many|\w+(?:\.\d+)?)(?: times\b(?= (?:as|more|less|larger|smaller|bigger|greater|higher"
    r"|lower|the|that|those|its|their|what|faster)\b)"
    r"(?: (?:more|less|larger|smaller|bigger|greater|higher|lower|faster)\b)?|-?fold\b)"
    r"|\b(?P<verb>doubl|trebl|tripl|quadrupl|halv)(?:ed|ing|es?)\b(?! down)",
    re.IGNORECASE,
)
_PART_OF_ONE = re.compile(r" (?:of )?(?:an?|one|1) ?(?:%|per ?cent(?:age)?\b)(?!-)( points?)?")
_MULTIPLYING = re.compile(r" times |fold\b|doubl|trebl|tripl|quadrupl|halv", re.IGNORECASE)
_VERBS = {"doubl": 2.0, "trebl": 3.0, "tripl": 3.0, "quadrupl": 4.0, "halv": 0.5}

_ALSO_VERBS = {"won", "rand", "dong"}

_BEFORE = re.compile(
    r"(?:(?:(?<![A-Za-z])(?:US|U\.S\.|AU|A|CA|CAD|C|HK|NZ|S|NT|R) ?)?\$(?:US|A|HK)? ?|[€£₽₹₩₴₺₪] ?|CN¥ ?|¥ ?|Y="
    r"|(?<![A-Za-z])(?:PS(?=$)|RMB ?|RM ?|Rs\.? ?|Rp ?|DM ?|"
    rf"(?:{_CODES.replace(' ', '|')}) ?))[-−]?$"
)
_MAGNITUDE = re.compile(rf"(?:[ -](?:{'|'.join(MAGNITUDES)})|(?:{'|'.join(MAGNITUDES)}))\b", re.IGNORECASE)
_LETTER = re.compile(r" ?(?:[kKmMbBT])(?![\w'])")
_PER = re.compile(
    r"(?: per | an? |/| each )(barrel|year|day|month|week|hour|minute|second|tonne|ton|gallon|litre|liter|share"
    r"|gram|kilogram|kg|head|capita|"
    r"person|mile|annum|ounce|mmBTU|square foot|square metre|thousand cubic metres|1,000 cubic metres"
    r"|megawatt-hour|MWh|vehicle)\b(?! (?:earlier|ago|before|later|old))",
    re.IGNORECASE,
)
_PER_TIME = re.compile(
    r"(?: per | an? )(year|day|month|week|hour)\b(?! (?:earlier|ago|before|later|old))", re.IGNORECASE
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DATED = re.compile(
    rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:(?: ?[-–] ?| and | to )\d{{1,2}})?\b(?:,? \d{{4}}\b)?"
    rf"|\b\d{{1,2}}(?: ?[-–] ?\d{{1,2}})? {_MONTH}(?: \d{{4}}\b)?"
    rf"|\b{_MONTH} \d{{4}}\b"
    r"|\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"
    r"|\b\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|a\.m\.|p\.m\.|GMT|o'clock)(?!\w)|\b\d{1,2}:\d{2}\b"
    r"|\b(?:1[5-9]|20)\d\d(?:s\b|[-–/](?:\d{4}|\d\d)\b)|\b\d{1,3}(?:st|nd|rd|th)\b|\b\d0s\b",
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|of|from|until|till|to|for|and|during|before|after|through|early|late|mid|summer|spring"
    r"|autumn|fall|winter|year|between|around|fiscal|quarter|half|FY|Q[1-4]|H[12])[ -]$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\b(?:No\.?|Nos\.?|Article|Section|Resolution|Chapter|Annex|Phase|Stage|Group|Game|Type|Model|Level|Room"
    r"|Page|p\.|Track|Route|Highway|Flight|Boeing|Airbus|Rule|Title|Part|Class|Category|Tier|Grade|Round|Week|Day"
    r"|Act|Order|Unit|Block|Channel|Area|Mark|Formula|Apollo|Version|Big|Top|Fortune|Nasdaq|Russell|Nikkei|FTSE"
    r"|CAC|DAX|ASX|S&P|Euro|MiG|Su|Tu|iPhone|Galaxy|Windows|PlayStation|Agenda|Vision|Proposition|Amendment)[ -])$"
)


def is_money(unit: str) -> bool:
    """Whether a unit is an amount of money: "USD", "EUR per barrel", "pesos"."""
    return unit.partition(" per ")[0] in _money_units()


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order, not overlapping.

    Ranges give two, both with the unit that follows the second: "4.8 to 4.7 per cent".
    """
    found: list[Quantity] = []
    written = list(numbers(text))
    dated = [m.span() for m in _DATED.finditer(text)] if written else []
    taken = 0
    for match, value in written:
        start = match.start()
        if start < taken or any(a <= start < b for a, b in dated):
            continue
        quantity = _with_unit(text, match, value)
        if quantity is not None:
            found.append(quantity)
            taken = quantity.end
    found = _shared(text, found)
    multiples = list(_multiples(text, found))
    return tuple(sorted((*found, *multiples), key=lambda q: q.start))


def _with_unit(text: str, match: re.Match[str], value: float | None) -> Quantity | None:
    start, end = match.span()
    if match["fraction"] or match["in"]:
        whole = _PART_OF_ONE.match(text, end)
        if whole is None:
            return Quantity(start, end, value, RATIO)
        return Quantity(start, whole.end(), value, "percentage points" if whole[1] else "percent")
    before = _BEFORE.search(text, max(0, start - 8), start)
    if before:
        start = before.start()
        if before.group()[-1] in "-−" and value is not None:
            value = -value
    if match["digits"] and not before and _is_a_name(text, match):
        return None
    if match["many"]:
        end += 3
    magnitude = _MAGNITUDE.match(text, end)
    letter = None if magnitude or not match["digits"] else _LETTER.match(text, end)
    if magnitude:
        end = magnitude.end()
        value = None if value is None else value * MAGNITUDES[magnitude.group().strip(" -").lower()]
    elif letter and _is_magnitude(text, letter, money=before is not None):
        end = letter.end()
        value = None if value is None else value * LETTERS[letter.group().strip()]
    end, unit, factor = _unit_after(
        text, end, _CURRENCIES.get(before.group().strip(" -−").replace(" ", "")) if before else None, before
    )
    if match["many"] and unit == COUNT:
        end = match.end()
    per = (_PER if unit != COUNT else _PER_TIME).match(text, end) if " per " not in unit else None
    if per:
        return Quantity(start, per.end(), _times(value, factor), f"{unit} per {per[1].lower()}")
    return Quantity(start, end, _times(value, factor), unit)


def _unit_after(text: str, end: int, currency: str | None, before: re.Match[str] | None) -> tuple[int, str, float]:
    """Where the unit that follows ends, its name, and what one of it is in base units."""
    if before:
        currency = currency or before.group().strip(" -−")
        named = re.compile(r" (?:US|U\.S\.)(?! \w)|=").match(text, end)
        return (named.end() if named and currency == "USD" else end), currency, 1.0
    unit = _units().match(text, end)
    large = bool(re.search(r"(?:illion|bn|mn|ln|thousand)$", text[:end][-8:]))
    if unit and (large or unit[1].lower() not in _ALSO_VERBS):
        if large and unit[1].lower() in {"pound", "pounds"}:
            return unit.end(), "GBP", 1.0
        names = _unit_names()
        name, factor = names.get(unit[1]) or names.get(unit[1].lower()) or (COUNT, 1.0)
        return (unit.end() if name != COUNT else end), name, factor
    return end, COUNT, 1.0


def _times(value: float | None, factor: float) -> float | None:
    # Rounded to what a double can hold, so that 19 cents are .19 and not .19000000000000003.
    return None if value is None else float(f"{value * factor:.12g}")


def _is_magnitude(text: str, letter: re.Match[str], *, money: bool) -> bool:
    """Whether a letter after a number is thousand, million or billion, not metres: $5m, 4.3M sales, 90m tonnes."""
    if letter.group()[0] == " ":
        return money and letter.group()[1] in "mMbBT"
    if money:
        return True
    return letter.group() in {"M", "k", "K", "m"} and bool(
        re.match(r" (?!high|long|wide|deep|tall|away|race)[a-z%]", text[letter.end() : letter.end() + 6])
    )


def _is_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether digits are a year, part of a name, a score or a code, not a quantity."""
    start, end = match.span()
    after = text[end : end + 12]
    if start and (text[start - 1].isalpha() or (text[start - 1] in "-–" and text[max(0, start - 2)].isalpha())):
        return True
    bare = not _units().match(text, end) and not _MAGNITUDE.match(text, end)
    if bare and len(match.group()) < 3 and re.search(r"(?<![\d$€£])\d{1,2}[-–]$", text[max(0, start - 4) : start]):
        return True
    if after[:1].isalpha() and not re.match(
        r"(?:pc|bn|mn|mln|tn|trn|bps|bcm|km|kg|mm|cm|mph|kph|kW|kWh|GW|MW|TWh|GB|TB|MB|hp|ft|lb|lbs|[mkKMB])(?![a-z])",
        after,
    ):
        return True
    if _NAMED.search(text, max(0, start - 14), start):
        return True
    if re.match(r"[-–]\d{1,2}(?![\d,.%]|\s?(?:%|per|million|billion))", after) and len(match.group()) < 3:
        return True
    return bool(_YEAR.match(match.group())) and (
        not _units().match(text, end)
        and not _MAGNITUDE.match(text, end)
        and (
            bool(_YEAR_BEFORE.search(text[max(0, start - 10) : start])) or not re.match(r" [a-z]", after) or start == 0
        )
    )


def _shared(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the first of a range what it lacks of unit and magnitude: "8 or $9", "10 to 15 billion"."""
    done = list(found)
    for i in range(len(found) - 1, 0, -1):
        first, second = done[i - 1], done[i]
        between = text[first.end : second.start]
        joined = re.fullmatch(r" ?(?:to|or|-|–|—) ?| and ", between)
        if not joined or first.value is None or second.value is None:
            continue
        ranged = between.strip() != "and" or re.search(
            r"\bbetween (?:about )?$", text[max(0, first.start - 16) : first.start]
        )
        if not ranged:
            continue
        if second.unit == COUNT and is_money(first.unit):
            second = replace(second, unit=first.unit)
        scale = _scale(text[second.start : second.end])
        if (
            first.unit in {COUNT, second.unit}
            and scale > 1
            and _scale(text[first.start : first.end]) == 1
            and abs(first.value) * scale <= 2 * abs(second.value or 0.0)
        ):
            first = replace(first, value=_times(first.value, scale), unit=second.unit)
        elif first.unit == COUNT and second.unit != COUNT:
            factor = 0.01 if re.search(r"cents|pence|sen$", text[second.start : second.end]) else 1.0
            first = replace(first, value=_times(first.value, factor), unit=second.unit)
        done[i - 1], done[i] = first, second
    return done


def _scale(written: str) -> float:
    magnitude = re.search(rf"({'|'.join(MAGNITUDES)})\b", written, re.IGNORECASE)
    letter = re.search(r"\d([kKmMbBT])$", written)
    return MAGNITUDES[magnitude[1].lower()] if magnitude else LETTERS[letter[1]] if letter else 1.0


def _multiples(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Multiples: "three times as many", "several times smaller", "sixfold", "doubled"."""
    if not _MULTIPLYING.search(text):
        return
    for match in _MULTIPLE.finditer(text):
        if match["verb"]:
            yield Quantity(*match.span(), _VERBS[match["verb"].lower()], RATIO)
            continue
        number = NUMBER.fullmatch(match["n"])
        if match["n"].lower() not in {"several", "many"} and not number:
            continue
        value = value_of(match["n"]) if number else None
        for i, other in enumerate(found):
            if other.start <= match.start() < other.end:
                del found[i]
                break
        yield Quantity(*match.span(), value, RATIO)


@functools.cache
def _unit_names() -> dict[str, tuple[str, float]]:
    names: dict[str, tuple[str, float]] = {}
    with Path(__file__).with_name("units.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for words in row["words"].split("|"):
                names[words if words.isupper() else words.lower()] = (row["unit"], float(row["factor"]))
    return names


@functools.cache
def _units() -> re.Pattern[str]:
    words = sorted(_unit_names(), key=len, reverse=True)
    # Codes in capitals only: "5 try to" is no Turkish money.
    spelled = (f"(?-i:{re.escape(w)})" if w.isupper() else re.escape(w) for w in words)
    return re.compile(rf"[ -]?({'|'.join(spelled)})(?![\w])", re.IGNORECASE)


@functools.cache
def _money_units() -> frozenset[str]:
    codes = {unit for unit, _ in _unit_names().values() if unit.isupper() and len(unit) == 3}
    return frozenset({*codes, *_CURRENCIES.values(), *_CODES.split(), "francs", "pesos"} - {"MWH"})

"""Made-up personal data, in the ways people write it: never real, and made anew at each run."""

import random
import string
from collections.abc import Callable
from datetime import date, timedelta

from data.personal.ni_number import NEVER
from data.personal.postcode import AREAS, LONDON, ZERO

Draw = random.Random
AROUND = (
    *(
        "{}",
        "{}",
        "{}",
        "ref {}",
        "{} see file",
        "Spoke to her today. {}. Will ring again on Tues.",
    ),
    *("Client gave {} as contact", "({})", "{}; {} checked", "updated: {}"),
)
"""Texts that a value may stand in."""
FIRST, LAST = ("Isla", "Morag", "Callum", "Zo\u00eb"), ("Fraser", "McKay", "Hughes", "O'Neill")


def wrapped(draw: Draw, value: str) -> str:
    """The value in a text that somebody might write around it."""
    return draw.choice(AROUND).format(*[value] * 2)


def chi_digits(draw: Draw) -> str:
    """Ten digits with a right check digit, the sum written the long way round."""
    while True:
        nine = f"{_born(draw):%d%m%y}{draw.randint(0, 999):03}"
        left = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
        if left != 10:
            return nine + str(left % 11)


def chi(draw: Draw) -> str:
    """A CHI number."""
    n = chi_digits(draw)
    ways = (
        *(n, n, f"{n[:6]} {n[6:]}", f"{n[:6]}-{n[6:]}", f"CHI{n}", f"CHI: {n}", f"CHI no. {n}"),
        *(f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:]}", f"{n[:2]}/{n[2:4]}/{n[4:6]}/{n[6:]}"),
        *(f"{n[:3]} {n[3:6]} {n[6:]}", f"{n}.0", f"REF-{n}", f"{n[:6]} - {n[6:]}"),
    )
    return draw.choice(ways)


def chi_without_its_zero(draw: Draw) -> str:
    """A CHI number as a spreadsheet leaves one that starts with nought."""
    while not (number := chi_digits(draw)).startswith("0"):
        pass
    return number[1:]


def ni_number(draw: Draw) -> str:
    """A National Insurance number."""
    first, second = "ABCEGHJKLMNOPRSTWXYZ", "ABCEGHJKLMNPRSTWXYZ"
    while (letters := draw.choice(first) + draw.choice(second)) in NEVER:
        pass
    n, end = f"{draw.randint(0, 999999):06}", draw.choice("ABCD")
    ways = (
        *(
            f"{letters}{n}{end}",
            f"{letters} {n[:2]} {n[2:4]} {n[4:]} {end}",
            f"{letters} {n} {end}",
        ),
        *(f"{letters}-{n[:2]}-{n[2:4]}-{n[4:]}-{end}", f"{letters}{n}{end}".lower()),
        *(f"NI {letters}{n}{end}", f"NINO: {letters}{n}{end}", f"X/{letters}{n}{end}"),
    )
    return draw.choice(ways)


def email(draw: Draw) -> str:
    """An email address."""
    first, last = draw.choice(FIRST), draw.choice(LAST)
    who = draw.choice((f"{first}.{last}", f"{first}{draw.randint(1, 99)}", f"{first[0]}_{last}"))
    where = draw.choice(("example.org", "mail.example.co.uk", "nhs.example.scot", "ex-ample.com"))
    ways = (f"{who}@{where}", f"{who}@{where}".lower(), f"{who} (at) {where}", f"<{who}@{where}>")
    return draw.choice((*ways, f"mailto:{who}@{where}"))


def phone(draw: Draw) -> str:
    """A UK number: mobile, or landline with an area code of three to five figures."""
    code, local = draw.choice(
        (
            *((f"07{draw.randint(100, 999)}", 6),) * 3,
            *((f"01{draw.randint(1, 9)}1", 7), ("0131", 7), ("0141", 7), ("020", 8), ("028", 8)),
            (f"01{draw.randint(220, 999)}", 6),
        )
    )
    rest = "".join(draw.choices(string.digits, k=local))
    half = rest[:3] if local < 8 else rest[:4]
    tail = rest[len(half) :]
    ways = (
        *(code + rest, f"{code} {rest}", f"{code} {half} {tail}", f"{code}-{half}-{tail}"),
        *(f"({code}) {half} {tail}", f"({code}) {rest}", f"+44 {code[1:]} {half} {tail}"),
        *(f"+44{code[1:]}{rest}", f"+44 (0){code[1:]} {half} {tail}", f"0044 {code[1:]} {rest}"),
        *(f"0044{code[1:]}{rest}", f"Tel: {code} {half} {tail}", f"tel.{code}{rest}"),
        *(f"{code}.{half}.{tail}", f"{code}\u00a0{half}\u2011{tail}", f"44{code[1:]}{rest}"),
        f"{code} {half}  {tail}",
    )
    return draw.choice(ways)


def postcode(draw: Draw) -> str:
    """A postcode of any area."""
    area = draw.choice(AREAS)
    district = str(draw.randint(1, 99 if draw.random() < 0.5 else 9))
    if area in LONDON.split("|") and draw.random() < 0.3:
        district = f"{draw.randint(1, 9)}{draw.choice('ABEHW')}"
    if area in ZERO.split("|") and draw.random() < 0.1:
        district = "0"
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    unit = f"{draw.randint(0, 9)}{draw.choice(letters)}{draw.choice(letters)}"
    outward = area + district
    lower = f"{outward} {unit}".lower()
    ways = (f"{outward} {unit}", f"{outward} {unit}", f"{outward}{unit}", lower)
    return draw.choice((*ways, f"{outward}  {unit}", f"12 High Street, {outward} {unit}"))


def _born(draw: Draw) -> date:
    """A birthday of somebody aged 16 to 90 in 2024."""
    return date(1934, 1, 1) + timedelta(days=draw.randint(0, 27_000))


def _dates(day: date) -> tuple[str, ...]:
    return (
        *(f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}", f"{day:%Y-%m-%d}"),
        *(f"{day.day}/{day.month}/{day.year}", f"{day.day} {day:%B %Y}", f"{day:%d %b %Y}"),
        *(f"{day.day}th {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", f"{day:%d-%b-%y}"),
    )


def birth_date_in_words(draw: Draw) -> str:
    """A date of birth of any age, children too, beside a word that says what it is."""
    day = (
        _born(draw) if draw.random() < 0.7 else date(2010, 1, 1) + timedelta(draw.randint(0, 4999))
    )
    written = draw.choice((*_dates(day), f"{day:%d%m%Y}", f"{day:%d/%m/%y}"))
    words = ("DOB {}", "dob: {}", "D.O.B. {}", "born {}", "born on {}", "Date of birth {}")
    more = ("date of birth is {}", "{} (DOB)", "birthday {}", "DoB={}", "Client born on the {}")
    return draw.choice((*words, *more)).format(written)


def birth_date_in_text(draw: Draw) -> str:
    """A grown person's date of birth in a text or a reference, with no word beside it."""
    day = _born(draw)
    written = draw.choice(_dates(day))
    around = ("Mrs Fraser {} moved", "{} Glasgow, lives with partner", "Fraser-{}", "she is {} F")
    return draw.choice(around).format(written)


TRUE: dict[str, tuple[str, Callable[[Draw], str]]] = {
    "CHI number": ("CHI number", lambda draw: wrapped(draw, chi(draw))),
    "CHI number whose first nought is lost": ("CHI number", chi_without_its_zero),
    "National Insurance number": (
        "National Insurance number",
        lambda draw: wrapped(draw, ni_number(draw)),
    ),
    "email address": ("email address", lambda draw: wrapped(draw, email(draw))),
    "phone number": ("phone number", lambda draw: wrapped(draw, phone(draw))),
    "postcode": ("postcode", lambda draw: wrapped(draw, postcode(draw))),
    "date of birth beside a word that says so": (
        "date of birth",
        lambda draw: wrapped(draw, birth_date_in_words(draw)),
    ),
    "date of birth of an adult in a text": ("date of birth", birth_date_in_text),
}
"""What is written: the kind that must be found, and how one is made."""

"""Each kind of personal data is told from what only looks like it."""

import random

import pytest

from bench.look_alikes import HARMLESS
from bench.true_values import TRUE
from data.engine import build
from data.personal.announced import announced
from data.personal.chi import chi_sql
from data.personal.found import found_in
from data.personal.postcode import AREAS
from data.personal.reason import is_personal, problem_with


def check_digit(nine: str) -> int:
    """11 less the weighted sum modulo 11, as the NHS describes it; 10 is never given out."""
    total = 0
    weight = 10
    for digit in nine:
        total += int(digit) * weight
        weight -= 1
    left = 11 - total % 11
    return 0 if left == 11 else left


def chi(born: str, serial: int) -> str:
    """The next CHI number of that birth date that has a check digit."""
    while check_digit(f"{born}{serial:03}") == 10:
        serial += 1
    return f"{born}{serial:03}{check_digit(f'{born}{serial:03}')}"


def is_chi(*texts: str) -> list[bool]:
    connection = build()
    connection.execute("CREATE TABLE t AS SELECT unnest(?) AS text", [list(texts)])
    found = connection.execute(f"SELECT {chi_sql('text')} FROM t").fetchall()
    connection.close()
    return [row[0] for row in found]


def test_every_valid_number_is_found_and_every_wrong_check_digit_is_not() -> None:
    drawn = random.Random(1)  # noqa: S311 - nothing is to be kept secret
    numbers = [
        chi(
            f"{drawn.randint(1, 28):02}{drawn.randint(1, 12):02}{drawn.randint(0, 99):02}",
            drawn.randint(0, 990),
        )
        for _ in range(500)
    ]
    wrong = [number[:9] + str((int(number[9]) + drawn.randint(1, 9)) % 10) for number in numbers]
    assert all(is_chi(*numbers))
    assert not any(is_chi(*wrong))


@pytest.mark.parametrize(
    "written", ["{}-{}", "{} {}", "{}/{}", "CHI{}{}", "chi-{}{}", "CHI: {} {}"]
)
def test_the_ways_that_it_is_written(written: str) -> None:
    number = chi("150684", 12)
    assert is_chi(written.format(number[:6], number[6:])) == [True]


def test_other_numbers_are_not_personal() -> None:
    no_such_day = chi("310284", 1)
    assert is_chi("", "R-1", "2024-000123", no_such_day, chi("150684", 12) + "1") == [False] * 5


@pytest.mark.parametrize("written", ["ID-{}", "X{}", "{}-1", "1-{}", "{}.0", "PS/{}/24"])
def test_a_number_is_found_inside_a_text(written: str) -> None:
    assert is_chi(written.format(chi("150684", 12))) == [True]


def test_a_number_whose_first_zero_a_spreadsheet_dropped_is_found() -> None:
    number = chi("010180", 100)
    assert is_chi(number[1:], f"A-{number[1:]}", f"1{number}") == [True, True, False]


def ni_number(letters: str = "AB") -> str:
    """A National Insurance number, put together here."""
    return f"{letters}{123456}C"


MOBILE, LANDLINE = f"07700{900123}", f"0131{4960123}"  # kept free for use in drama
SAID = [
    ("CHI number", f"{chi('150684', 12)[:2]} {chi('150684', 12)[2:4]} 84 {chi('150684', 12)[6:]}"),
    ("CHI number", f"{chi('150684', 12)[:6]}\u00a0\u2013\u00a0{chi('150684', 12)[6:]}"),
    ("National Insurance number", ni_number()),
    ("National Insurance number", "ab 12 34 56 c"),
    ("National Insurance number", f"A/{ni_number()}"),
    ("email address", "asked j.o'neill+x@mail.example.org today"),
    ("email address", "jo (at) example.org"),
    ("phone number", MOBILE),
    ("phone number", f"+44 {MOBILE[1:5]} {MOBILE[5:]}"),
    ("phone number", f"0044{LANDLINE[1:]}"),
    ("phone number", f"({LANDLINE[:4]}) {LANDLINE[4:7]} {LANDLINE[7:]}"),
    ("phone number", f"{LANDLINE[:4]}-{LANDLINE[4:7]}-{LANDLINE[7:]}"),
    ("phone number", f"+44 (0){LANDLINE[1:4]} {LANDLINE[4:]}"),
    ("phone number", f"020.{7946}.0123"),
    ("phone number", f"{MOBILE[:5]}\t{MOBILE[5:]}"),
    ("phone number", f"{LANDLINE[:4]}\n{LANDLINE[4:7]}\n{LANDLINE[7:]}"),
    ("date of birth", "01\t01\t1970"),
    ("postcode", "lives at EH1 2NG now"),
    ("postcode", "eh12ng"),
    ("postcode", "W1A 1AA"),
    ("postcode", "14ByresRoad/G12-8QQ"),
    ("postcode", "EH1_2NG"),
    ("postcode", "\uff25\uff28\uff11\u3000\uff12\uff2e\uff27"),
    ("postcode", "EH1\u200b2NG"),
    ("phone number", f"({MOBILE[:5]}){MOBILE[5:]}"),
    ("phone number", f"call_{MOBILE[:5]}_{MOBILE[5:]}"),
    ("phone number", f"{MOBILE[:5]}/{MOBILE[5:]}"),
    (
        "CHI number",
        f"{chi('150684', 12)[:6]}\u2003{chi('150684', 12)[6:8]}\u00ad{chi('150684', 12)[8:]}",
    ),
    ("date of birth", "Smith-01-01-1980"),
    ("date of birth", "1.2.1980/Smith"),
    ("date of birth", "Smith_1980-01-02"),
    ("date of birth", "A-01-02-80"),
    ("date of birth", "1985-06-15"),
    ("date of birth", "15 Jun 1985 00:00"),
    ("date of birth", "DOB 3/4/21"),
    ("date of birth", "her son, born on 3rd March 2019"),
    ("date of birth", "d.o.b. 15061985"),
    ("date of birth", "Mrs Fraser, 12 March 2009, moved"),
]


@pytest.mark.parametrize(("kind", "text"), SAID)
def test_what_tells_who_somebody_is(kind: str, text: str) -> None:
    assert kind in found_in([text])[0]
    assert is_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        *("SYN-PO00000123", "PS-20240312-1234", "01-2024-00012", "1/2024/15", "00000000123"),
        *("AB123456", f"{ni_number()}7", "rules-2024.1", "v1.2.10", "a reason in words"),
        # letters of National Insurance numbers that are never given out
        *(ni_number("QQ"), ni_number("BG"), ni_number("DA"), "AB123456E"),
        *("rang the helpline on 0800 027 1234", "0300 numbers", "@home", "3 @ 10 each"),
        *("flat G1 2nd floor", "B12 5ml", "QX1 2AB", "A1 2AB", "EH1 2CI", "S12000033"),
        *("2024-03-31", "2009-05-01", "1970-01-01", "01/01/1970 00:00", "2024-03-31T10:20:30"),
        *("called on 31/03/2024, see 2021-05-22/1937", "moved in May 2016", "aged 45", ""),
        "d41d8cd98f00b204e9800998ecf8427e",
    ],
)
def test_ordinary_references_and_words_are_not_personal(text: str) -> None:
    assert found_in([text]) == [[]]


def test_every_area_of_postcodes_is_known() -> None:
    assert len(AREAS) == len(set(AREAS)) == 124
    assert all(found_in([f"{area}1 1AA" for area in AREAS]))


def test_what_is_passed_over_unlooked_at_holds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(2)  # noqa: S311 - nothing is to be kept secret
    makers = [make for _, make in TRUE.values()] + list(HARMLESS.values())
    texts = [make(draw) for make in makers for _ in range(400)]
    with_a_look = found_in(texts)
    monkeypatch.setattr("data.personal.found.maybe_sql", lambda *_: "true")
    assert found_in(texts) == with_a_look


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        *((each, "name") for each in ("Forename", "Full name", "VictimName", "Client surname")),
        *((each, "date of birth") for each in ("Victim DOB", "D.O.B.", "Born", "dateOfBirth")),
        *((each, "address") for each in ("Home address", "Post Code", "POSTCODE", "Street")),
        *((each, "contact details") for each in ("Tel", "Mobile no", "E-mail", "Email address")),
        *((each, "personal number") for each in ("CHI", "NI number", "National Insurance")),
        *((each, "free text") for each in ("Notes", "Case notes", "Free text", "Hub note")),
    ],
)
def test_headings_that_announce(heading: str, kind: str) -> None:
    assert announced(heading) == f"{kind}, announced by its heading"


@pytest.mark.parametrize(
    "heading",
    [
        *("Service name", "Team", "Worker", "Caseworker\u2019s team", "Contact", "IP address"),
        *("Last changed", "Reference", "Ward", "First contact", "Serial number", "Notified", ""),
    ],
)
def test_headings_that_announce_nothing(heading: str) -> None:
    assert announced(heading) is None


def test_a_reason_is_short_and_tells_of_nobody() -> None:
    assert problem_with("-a new service opened in March") == ""
    assert "Give a reason" in problem_with("  ")
    assert "300 characters" in problem_with("a" * 301)
    told = problem_with(f"asked for by {chi('150684', 12)}")
    assert "say it without" in told
    assert chi("150684", 12) not in told

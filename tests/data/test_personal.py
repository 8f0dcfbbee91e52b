"""CHI numbers are recognised, against a check-digit sum written the long way round."""

import random

import pytest

from data.engine import build
from data.personal import chi_sql, is_personal, problem_with


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


@pytest.mark.parametrize(
    "text",
    [
        *("QQ123456C", "qq-12-34-56-c", "A/QQ123456C"),
        *("07700900123", "07700-900-123", "447700900123", "0131-496-0123", "020.7946.0123"),
        *("Smith-01-01-1980", "1.2.1980/Smith", "Smith_1980-01-02", "A-01-02-80"),
    ],
)
def test_other_ways_to_tell_who_somebody_is(text: str) -> None:
    assert is_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        *("SYN-PO00000123", "PS-20240312-1234", "01-2024-00012", "1/2024/15", "00000000123"),
        *("AB123456", "QQ1234567C", "rules-2024.1", "v1.2.10", "a reason in words"),
    ],
)
def test_ordinary_references_and_words_are_not_personal(text: str) -> None:
    assert not is_personal(text)


def test_a_reason_is_short_and_tells_of_nobody() -> None:
    assert problem_with("-a new service opened in March") == ""
    assert "Give a reason" in problem_with("  ")
    assert "300 characters" in problem_with("a" * 301)
    told = problem_with(f"asked for by {chi('150684', 12)}")
    assert "say it without" in told
    assert chi("150684", 12) not in told

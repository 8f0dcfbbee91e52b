"""CHI numbers are recognised, against a check-digit sum written the long way round."""

import random

import pytest

from data.engine import build
from data.personal import chi_sql


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

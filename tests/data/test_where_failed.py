"""Where a check fails, in words: what is recent and large first."""

from datetime import date

import pytest

from data.reference import usual_sizes
from data.where_failed import Place, in_words, partly, span

GLASGOW, FIFE, ORKNEY, MORAY, ANGUS = (
    *("S12000049", "S12000047", "S12000023", "S12000020", "S12000041"),
)
SCOTLAND = "S92000003"
SINCE = date(2025, 10, 30)
LATE = [date(2026, month, 1) for month in (8, 9, 10)]
EARLY = date(2016, 6, 1)


def test_what_fails_of_late_is_named_and_earlier_months_are_counted() -> None:
    failed = [(each, month) for each in (FIFE, GLASGOW) for month in LATE]
    assert in_words([*failed, (ORKNEY, EARLY), (ANGUS, EARLY)], SINCE) == (
        "in Glasgow City and Fife, Aug to Oct 2026; in 2 others earlier"
    )
    assert in_words([*failed, (ORKNEY, EARLY)], SINCE).endswith("; in 1 other earlier")
    assert in_words([*failed, (FIFE, EARLY)], SINCE) == "in Glasgow City and Fife, Aug to Oct 2026"


def test_councils_with_most_months_come_first() -> None:
    failed = [(ORKNEY, month) for month in LATE] + [(each, LATE[0]) for each in (GLASGOW, MORAY)]
    assert in_words([*failed, (ANGUS, LATE[0])], SINCE) == (
        "in Orkney Islands, Glasgow City, Angus and 1 other, Aug to Oct 2026"
    )


def test_what_failed_long_ago_alone_is_named() -> None:
    assert in_words([(ORKNEY, EARLY), (MORAY, LATE[0])], LATE[2]) == (
        "in Moray and Orkney Islands, between Jun 2016 and Aug 2026"
    )


def test_all_councils_are_not_named() -> None:
    assert in_words([(each, LATE[0]) for each in usual_sizes()], SINCE) == (
        "in all 32 council areas, Aug 2026"
    )
    assert in_words([], SINCE) == ""


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (LATE, "Aug to Oct 2026"),
        (LATE[:1], "Aug 2026"),
        ([date(2025, 12, 1), date(2026, 1, 1)], "Dec 2025 to Jan 2026"),
        ([LATE[0], LATE[2]], "between Aug 2026 and Oct 2026"),
    ],
)
def test_months_in_words(months: list[date], said: str) -> None:
    assert span(months) == said


@pytest.mark.parametrize(
    ("failed", "area", "months", "said"),
    [
        ([(FIFE, LATE[0]), (GLASGOW, LATE[0])], SCOTLAND, 1, "Glasgow City and Fife"),
        ([(FIFE, LATE[0])], FIFE, 12, "Aug 2026: 11 of 12 months"),
        (
            [(each, month) for each in (FIFE, GLASGOW) for month in LATE],
            SCOTLAND,
            12,
            "Glasgow City and Fife (Aug to Oct 2026)",
        ),
        (
            [(FIFE, LATE[0]), (FIFE, LATE[1]), (MORAY, LATE[1])],
            SCOTLAND,
            12,
            "Fife (Aug to Sep 2026) and Moray (Sep 2026)",
        ),
    ],
)
def test_what_a_number_is_without(failed: list[Place], area: str, months: int, said: str) -> None:
    assert partly(failed, area, months) == said

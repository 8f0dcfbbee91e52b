"""What changed since the last submission: planted changes are told, chance is not."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics.answers.difference import clearly_more, interval
from metrics.answers.quality_changes import changes
from tests.metrics.answers.test_quality_facets import corrected, quality, submission
from tests.metrics.published import publish

FEBRUARY = ("2024-02-01", "2024-02-28")
MARCH = ("2024-03-01", "2024-03-30")


def told(
    tmp_path: Path,
    before: tuple[int, ...] = (1000, 990, 10, 0),
    after: tuple[int, ...] = (1000, 990, 10, 0),
    *,
    days: tuple[str, str] = MARCH,
    loaded: str = "2024-04-10",
    **tables: Any,
) -> pd.DataFrame:
    """Changes between two submissions of ASSIST, "a" and then "b"."""
    sent = [
        submission("a", "2024-03-10", before, days=FEBRUARY),
        submission("b", loaded, after, days=days),
    ]
    return changes(publish(tmp_path, submission=sent, **tables))


def worse(found: pd.DataFrame) -> list[str]:
    return found.loc[found["way"] == "worse", "sentence"].tolist()


def test_a_file_is_compared_with_what_it_replaced_of_the_same_day(tmp_path: Path) -> None:
    # a file of that day which came before both has nothing to do with it
    other = submission("c", "2024-03-05", (70, 35, 35, 0), at="08:00:00")
    found = changes(publish(tmp_path, submission=[other, *corrected()]))
    assert found["sentence"].tolist()[-1] == "0 % of referrals were turned away, before 51 %."


SAME_DAY = [
    # rows of the files that were replaced on the day, of the last one, and what is said of it
    ((100, 70), 100, "about as many as the 100"),
    ((100, 20, 100), 100, "about as many as the 100"),
    ((100, 20), 40, "far fewer than the 100"),
    ((60, 40), 100, "about as many as the 100"),
    ((20, 10), 100, "far more than the 30"),
]


@pytest.mark.parametrize(("replaced", "rows", "said"), SAME_DAY)
def test_a_full_correction_after_a_partial_one_of_the_same_day_is_not_short(
    tmp_path: Path, replaced: tuple[int, ...], rows: int, said: str
) -> None:
    sent = [
        submission(f"a{n}", "2024-03-05", (each, each, 0, 0), at=f"0{n}:00:00", replaced=True)
        for n, each in enumerate(replaced)
    ]
    sent.append(submission("b", "2024-03-05", (rows, rows, 0, 0), at="11:00:00"))
    (sentence,) = changes(publish(tmp_path, submission=sent))["sentence"]
    assert sentence == f"Referrals: {rows} rows in the latest file of 5 Mar 2024, {said} before."


def test_what_stays_as_it_was_is_said_in_one_sentence(tmp_path: Path) -> None:
    found = told(tmp_path)
    assert found["sentence"].tolist() == [
        "Referrals: 1,000 rows on 10 Apr 2024, about as many as the 1,000 on 10 Mar 2024."
    ]


def test_a_column_no_longer_sent_comes_before_all(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        after=(500, 450, 50, 0),
        not_sent=[("b", "referrals", "assist", "outcome")],
        quality=[
            quality("completeness", "outcome", parts, scope="submission", key=key, period="all")
            for key, parts in (("a", (990, 990)), ("b", (0, 450)))
        ],
    )
    assert worse(found) == [
        "Outcome is no longer sent in referrals.",
        "10 % of referrals were turned away, before 1 %.",
        "Referrals: 500 rows on 10 Apr 2024, far fewer than the 1,000 on 10 Mar 2024.",
    ]


def test_a_column_newly_sent_is_better(tmp_path: Path) -> None:
    found = told(tmp_path, not_sent=[("a", "referrals", "assist", "outcome")])
    assert found.loc[found["way"] == "better", "sentence"].tolist() == [
        "Outcome is now sent in referrals."
    ]


@pytest.mark.parametrize(("blank", "said"), [(30, False), (120, True)])
def test_blanks_move_only_by_more_than_chance(tmp_path: Path, blank: int, said: bool) -> None:
    found = told(
        tmp_path,
        quality=[
            quality("completeness", "outcome", parts, scope="submission", key=key, period="all")
            for key, parts in (("a", (970, 990)), ("b", (990 - blank, 990)))
        ],
    )
    assert worse(found) == (
        ["Outcome is blank in 12 % of referrals, before 2 %: more than chance would explain."]
        if said
        else []
    )


def test_reasons_are_new_gone_or_worse(tmp_path: Path) -> None:
    def reason(id: str, column: str, why: str, rows: int) -> tuple[Any, ...]:
        return (id, "assist", "referrals", column, why, rows)

    found = told(
        tmp_path,
        rejected=[
            reason("a", "council", "unknown_council", 5),
            reason("b", "council", "unknown_council", 40),
            reason("a", "outcome", "not_allowed", 5),
            reason("b", "referral_date", "not_a_date", 7),
        ],
    )
    assert [each.split(":")[0] for each in worse(found)] == [
        "A new reason for turning away 7 rows of referrals",
        "More rows of referrals are turned away, 40 after 5",
    ]
    assert found["sentence"].iloc[-1].startswith("No row of referrals is turned away any more")


def test_a_gap_and_a_delay_are_told(tmp_path: Path) -> None:
    found = told(tmp_path, days=("2024-04-15", "2024-04-30"), loaded="2024-05-30")
    assert worse(found) == [
        "Referrals lack the days between 28 Feb 2024 and 15 Apr 2024.",
        "Referrals came 30 days after the end of their last month, before 10.",
    ]


def test_files_of_one_day_are_one_submission(tmp_path: Path) -> None:
    sent = [submission(id, "2024-03-10", (100, 100, 0, 0)) for id in "ab"]
    assert changes(publish(tmp_path, submission=sent)).empty


def test_rounding_alone_is_no_change() -> None:
    assert clearly_more(0, 100, 6, 100)
    assert not clearly_more(0, 100, 6, 100, rounded_to=5)


def test_the_interval_is_newcombes() -> None:
    """Newcombe (1998), table II, method 10, examples (a) and (b)."""
    assert interval(48, 80, 56, 70) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert interval(3, 10, 9, 10) == pytest.approx((0.1705, 0.8090), abs=5e-5)

"""From counts to outcomes."""

import pandas as pd
import pytest

from data.publish import IN_PLACES
from expectations import outcome
from expectations.check import Check
from expectations.judge import gate_rows, judge, outcome_rows

CHECK = Check(
    id="c",
    title="t",
    hint="h",
    for_provider="p",
    export="referrals",
    severity="critical",
    rows="r",
    wrong="w",
    allowed=0.1,
)


def counted(*rows: tuple[str, str, str, str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["by", "key", "council", "month", "failed", "total"])


@pytest.mark.parametrize(
    ("failed", "total", "expected"),
    [(0, 0, "passed"), (0, 10, "passed"), (1, 10, "passed"), (2, 10, "failed"), (1, 9, "failed")],
)
def test_a_share_over_what_is_allowed_fails(failed: int, total: int, expected: str) -> None:
    found = judge(CHECK, failed, counted(("all", "all", "", "", failed, total)))
    assert found["outcome"].tolist() == [expected]


@pytest.mark.parametrize("verdict", [None, 3])
def test_errored_is_neither_passed_nor_failed(verdict: int | None) -> None:
    found = judge(CHECK, verdict, counted(("all", "all", "", "", 2, 100)))
    assert found["outcome"].tolist() == ["errored"]
    assert found["failed"].isna().all()


def test_no_counts_is_errored() -> None:
    assert judge(CHECK, 0, None)["outcome"].tolist() == ["errored"]


def test_outcomes_and_gate_have_their_shapes() -> None:
    found = judge(
        CHECK,
        3,
        counted(
            ("all", "all", "", "", 3, 100),
            ("place", "all", "S12000005", "2026-01-01", 3, 10),
            ("place", "all", "S12000006", "2026-01-01", 0, 10),
            ("place", "all", "not known", "2026-01-01", 3, 3),
        ),
    )
    frame = outcome.outcomes([outcome_rows("suite", CHECK, found)])
    assert frame[["by", "outcome", "failed"]].to_numpy().tolist() == [["all", IN_PLACES, 3]]
    gate = outcome.gate([gate_rows(CHECK, found)])
    assert gate.to_dict("records") == [
        {
            "export": "referrals",
            "period_start": pd.Timestamp("2026-01-01"),
            "council": "S12000005",
            "check_id": "c",
        }
    ]


def test_impossible_counts_are_refused() -> None:
    found = judge(CHECK, 3, counted(("all", "all", "", "", 3, 2)))
    with pytest.raises(ValueError, match="more wrong rows than rows"):
        outcome.outcomes([outcome_rows("suite", CHECK, found)])

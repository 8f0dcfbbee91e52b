"""What the release says of its own making."""

from pathlib import Path

from metrics.results import check_cuts, check_history, checks, rejected, release, submissions
from tests.metrics.published import publish


def outcome(check: str, severity: str, result: str, by: str = "all", key: str = "all") -> tuple:
    failed = {"passed": 0, "failed": 7, "errored": None}[result]
    total = None if result == "errored" else 90
    return ("s", check, check, "referrals", severity, result, by, key, failed, total)


def test_what_went_wrong_comes_first(tmp_path: Path) -> None:
    rows = [
        outcome("a", "critical", "passed"),
        outcome("b", "note", "failed"),
        outcome("c", "critical", "failed"),
        outcome("d", "note", "errored"),
        outcome("c", "critical", "failed", "provider", "sacro"),
    ]
    reader = publish(tmp_path, check_outcome=rows)
    assert checks(reader)["check_id"].tolist() == ["d", "c", "b", "a"]
    assert checks(reader)["failed"].isna().tolist() == [True, False, False, False]
    assert check_cuts(reader, "provider")["key"].tolist() == ["sacro"]
    assert check_cuts(reader, "month").empty


def test_facts_history_submissions_and_rejected_rows(tmp_path: Path) -> None:
    sent = ("x-sacro-1", "sacro", "sacro", "referrals", "f.csv", "ab", "csv")
    counts = (10, 8, 1, 1, "2024-01-01", "2024-03-01", True, False)
    reader = publish(
        tmp_path,
        check_history=[("2024-02-01.1", "2024-02-01T09:00", 5, 0, 0)],
        submission=[(*sent, "2024-03-01", *counts), ("y", *sent[1:], "2024-03-02", *counts)],
        rejected=[
            ("x", "sacro", "referrals", "council", "unknown_council", n) for n in (None, 2, 9)
        ],
    )
    assert release(reader)["release_id"] == "2024-04-02.1"
    assert check_history(reader)["passed"].tolist() == [5]
    assert submissions(reader)["submission_id"].tolist() == ["y", "x-sacro-1"]
    found = rejected(reader)["rows"]
    assert found.iloc[:2].tolist() == [9, 2]
    assert found.isna().tolist() == [False, False, True]

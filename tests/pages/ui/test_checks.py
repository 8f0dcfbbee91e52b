"""What checks say in words: can it be trusted, what to mend first, what was turned away."""

import pandas as pd
import pytest

from pages.ui import checks

PASSED = ("referrals.rows", "Rows", "referrals", "critical", "passed", 0, 90)
WARNED = ("referrals.volume_band", "Volumes as usual", "referrals", "warning", "failed", 40, 90)
BROKEN = ("incidents.rows", "Incidents", "incidents", "critical", "errored", None, None)
CRITICAL = ("incidents.part", "Part and whole", "incidents", "critical", "failed", 5, 90)


def found(*rows: tuple[object, ...]) -> pd.DataFrame:
    names = ["check_id", "title", "export", "severity", "outcome", "failed", "total"]
    return pd.DataFrame(rows, columns=names).astype({"failed": "Int64", "total": "Int64"})


def cuts(*rows: tuple[str, tuple[object, ...]]) -> pd.DataFrame:
    return found(*(row for _, row in rows)).assign(key=[key for key, _ in rows])


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([PASSED], "The numbers can be trusted: "),
        ([PASSED, WARNED], "The numbers can be used, with care: "),
        ([PASSED, CRITICAL], "Some numbers cannot be trusted as they are: "),
        ([PASSED, BROKEN], "Some numbers cannot be trusted as they are: "),
    ],
)
def test_trust(rows: list[tuple[object, ...]], verdict: str) -> None:
    assert checks.trust(found(*rows)).startswith(verdict)


def mended(table: pd.DataFrame) -> list[str]:
    return [checks.fix(row) for _, row in checks.worst(table).iterrows()]


def test_the_worst_comes_first_and_names_the_provider() -> None:
    fixes = mended(cuts(("assist", WARNED), ("sacro", CRITICAL), ("assist", PASSED)))
    assert len(fixes) == 2
    assert fixes[0].startswith("**SACRO")
    assert "5 of 90 fall short of" in fixes[0]
    assert "Volumes as usual" in fixes[1]


def test_one_check_is_named_once_by_its_worst_provider() -> None:
    worse = (*WARNED[:5], 70, 90)
    fixes = mended(cuts(("assist", WARNED), ("sacro", worse)))
    assert len(fixes) == 1
    assert fixes[0].startswith("**SACRO")


def test_hidden_counts_stay_hidden() -> None:
    hidden = (*WARNED[:5], None, 90)
    assert "[c] of 90 fall" in mended(cuts(("assist", hidden)))[0]


def test_what_could_not_be_run_has_no_count_to_hide() -> None:
    table = checks.verdicts(found(BROKEN, (*WARNED[:5], None, 90)))
    assert table["Rows that fail"].tolist() == ["", "[c]"]


def test_every_failing_check_of_the_suites_has_advice() -> None:
    assert all(checks.hints().values())
    assert checks.title("referrals.rows") != "referrals.rows"


def test_matrix_holds_failing_checks_for_every_provider_asked() -> None:
    matrix = checks.matrix(
        cuts(("assist", WARNED), ("sacro", (*WARNED[:4], "passed", 0, 9)), ("sacro", PASSED))
    )
    assert matrix["check_id"].unique().tolist() == ["referrals.volume_band"]
    assert len(matrix) == 2


def test_providers_by_exports() -> None:
    table = checks.by_provider(cuts(("assist", WARNED), ("assist", PASSED)))
    assert table["Referrals"].tolist() == ["○ 1 of 2"]
    assert table["Incidents"].tolist() == [""]
    assert table["Worst check not passed"].tolist() == ["Volumes as usual"]


def test_a_hidden_part_is_not_told_by_a_sum() -> None:
    rows = pd.DataFrame(
        {
            "reason": ["missing"] * 3,
            "column": ["council", "council", "org"],
            "provider": "assist",
            "export": "referrals",
            "rows": pd.array([20, None, None], "Int64"),
        }
    )
    assert checks.by_reason(rows)["rows"].tolist() == [20]
    assert dict(checks.rejected(rows)[["Column", "Rows"]].itertuples(index=False)) == {
        "council": "20",
        "org": "[c]",
    }


def test_turned_away() -> None:
    submissions = pd.DataFrame({"rejected": [10, 20], "rows_read": [100, 200]})
    assert checks.turned_away(submissions) == "About 30 of 300 rows (10 %) were turned away"

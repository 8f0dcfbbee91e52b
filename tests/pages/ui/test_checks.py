"""What checks say in words: can it be trusted, what to mend first, what was turned away."""

import pandas as pd
import pytest

from data.columns import REASONS
from data.publish import IN_PLACES, NOTHING
from data.remedies import CALLED
from metrics.results import of_no_provider
from pages.ui import checks
from pages.ui.charts import bars, failures

PASSED = ("referrals.rows", "Rows", "referrals", "critical", "passed", 0, 90)
WARNED = ("referrals.volume_band", "Volumes as usual", "referrals", "warning", "failed", 40, 90)
BROKEN = ("incidents.rows", "Incidents", "incidents", "critical", "errored", None, None)
PLACES = ("referrals.later", "Sent, then had", "referrals", "critical", IN_PLACES, 40, 3340)
CRITICAL = ("incidents.part", "Part and whole", "incidents", "critical", "failed", 5, 90)


def found(*rows: tuple[object, ...]) -> pd.DataFrame:
    names = ["check_id", "title", "export", "severity", "outcome", "failed", "total"]
    table = pd.DataFrame(rows, columns=names).astype({"failed": "Int64", "total": "Int64"})
    return table.assign(unit="rows")


def cuts(*rows: tuple[str, tuple[object, ...]]) -> pd.DataFrame:
    return found(*(row for _, row in rows)).assign(key=[key for key, _ in rows])


USABLE, NOT = "The numbers can be used, with care", "Some numbers cannot be trusted as they are"
TRUSTED = "The numbers can be trusted"


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([PASSED], TRUSTED),
        ([PASSED, WARNED], USABLE),
        ([PASSED, PLACES], USABLE),
        ([PASSED, CRITICAL], NOT),
        ([PASSED, BROKEN], NOT),
    ],
)
def test_trust(rows: list[tuple[object, ...]], verdict: str) -> None:
    assert checks.trust(found(*rows), sent(("assist", 1))) == verdict


def sent(*lost: tuple[str, int]) -> pd.DataFrame:
    """Submissions of 100 rows of referrals each, of which so many were turned away."""
    names = ["provider", "rejected"]
    return pd.DataFrame(lost, columns=names).assign(export="referrals", rows_read=100)


@pytest.mark.parametrize(("lost", "verdict"), [((1, 2), TRUSTED), ((1, 4), USABLE), ((33, 4), NOT)])
def test_many_rows_turned_away_are_as_bad_as_a_failed_check(
    lost: tuple[int, int], verdict: str
) -> None:
    came = sent(("assist", lost[0]), ("sacro", lost[1]))
    assert checks.trust(found(PASSED), came) == verdict


def test_what_the_verdict_rests_on_counts_checks_and_exports_that_lost_rows() -> None:
    came = sent(("assist", 30), ("sacro", 2), ("marac", 10))
    assert checks.rests_on(found(PASSED), came) == (
        "All 1 checks passed; 2 exports lost over 3 % of the rows of the latest file."
    )
    assert checks.rests_on(found(PASSED), sent(("assist", 1))) == "All 1 checks passed."


def test_what_has_nothing_to_check_has_not_passed() -> None:
    nothing = ("incidents.x", "X", "incidents", "critical", NOTHING, 0, 0)
    table = found(PASSED, nothing)
    came = sent(("assist", 1))
    assert "1 had nothing to check" in checks.rests_on(table, came)
    assert checks.verdicts(table)["Outcome"].tolist() == ["● passed", "□ nothing to check"]
    assert of_no_provider(table, cuts(("assist", PASSED))).empty


def test_what_fails_for_no_one_provider_is_told_apart() -> None:
    table = of_no_provider(found(WARNED, CRITICAL, BROKEN), cuts(("assist", WARNED)))
    assert table["title"].tolist() == ["Part and whole", "Incidents"]


def test_what_could_not_be_run_has_no_count_to_hide() -> None:
    table = checks.verdicts(found(BROKEN, (*WARNED[:5], None, 90)))
    assert table["Fall short"].tolist() == ["", "[c]"]


def test_every_failing_check_of_the_suites_has_advice() -> None:
    assert all(checks.hints().values())
    assert checks.title("referrals.rows") != "referrals.rows"


def test_matrix_holds_failing_checks_for_every_provider_asked() -> None:
    matrix = checks.matrix(
        cuts(("assist", WARNED), ("sacro", (*WARNED[:4], "passed", 0, 9)), ("sacro", PASSED))
    )
    assert matrix["check_id"].unique().tolist() == ["referrals.volume_band"]
    assert len(matrix) == 2


def test_what_was_dismissed_is_marked_and_has_no_colour() -> None:
    both = cuts(("assist", WARNED), ("sacro", WARNED))
    verbs = {"assist": "dismiss", "sacro": "dispute"}
    chart, _ = failures.chart(checks.matrix(both, lambda _, who: verbs[who]))
    cells = chart.data
    assert cells["text"].tolist() == ["▽ 40", "▲ 40"]
    assert cells["strength"].tolist() == [0.0, 0.3]


def test_providers_by_exports() -> None:
    asked = cuts(("assist", WARNED), ("assist", PASSED))
    table = checks.by_provider(asked, {"assist": "Volumes as usual"})
    assert table["Referrals"].tolist() == ["■ 1 of 2"]
    assert table["Incidents"].tolist() == [""]
    assert table["To fix first"].tolist() == ["Volumes as usual"]


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
    assert checks.by_reason(rows.assign(of_people=True))["rows"].tolist() == [20]
    assert dict(checks.rejected(rows)[["Column", "Rows"]].itertuples(index=False)) == {
        "council": "20",
        "org": "[c]",
    }


def test_what_is_summed_of_rounded_counts_is_about_so_many() -> None:
    """924 is 900, rounded, of people and 24 of agreements, which are counted as they are."""
    rows = pd.DataFrame(
        {
            "reason": ["missing", "negative"],
            "rows": pd.array([924, 4], "Int64"),
            "of_people": [True, False],
        }
    )
    told = checks.by_reason(rows, round_to=5)
    assert told[["short", "count", "about"]].to_numpy().tolist() == [
        ["Left empty", 925, True],
        ["A count below zero", 4, False],
    ]
    _, alt = bars.chart(told, "rows")
    assert "Left empty about 925; A count below zero 4" in alt
    exact = checks.by_reason(rows)
    assert (exact["count"].tolist(), exact["about"].any()) == ([924, 4], False)


def test_every_reason_has_a_name() -> None:
    assert set(CALLED) == set(REASONS)
    assert not any("_" in each for each in CALLED.values())


def test_turned_away() -> None:
    submissions = pd.DataFrame({"rejected": [10, 20], "rows_read": [100, 200]})
    assert checks.turned_away(submissions, exact=True) == "30 of 300 rows (10 %) were turned away"
    many = pd.DataFrame({"rejected": [2_815], "rows_read": [659_002]})
    assert checks.turned_away(many, exact=False) == (
        "About 2,800 of about 659,000 rows (0.4 %) were turned away"
    )

"""What to fix first: critical checks before all, then by how much depends on how many rows."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from data.engine import Reader
from data.publish import IN_PLACES
from data.reference import councils
from metrics.answers.fixing.fix import dependents
from metrics.answers.fixing.spell import YEAR, step
from metrics.answers.quality_fixes import fixes
from metrics.answers.ranking import ranking
from tests.metrics.answers.test_quality_facets import corrected, quality, submission
from tests.metrics.published import months, publish

TODAY = date(2024, 4, 2)
MARCH = submission("a", "2024-04-01", (1000, 970, 30, 0))
Outcome = tuple[object, ...]


def to_fix(reader: Reader) -> pd.DataFrame:
    """Every finding, ranked, where nothing was decided."""
    return ranking(fixes(reader), {}, TODAY).to_fix


def outcome(check: str, severity: str, by: str, key: str, failed: int) -> Outcome:
    """One failed outcome of a check on referrals."""
    return ("s", check, f"Title of {check}", "referrals", severity, "failed", by, key, failed, 900)


def test_a_critical_check_comes_first_however_small(tmp_path: Path) -> None:
    reader = publish(
        tmp_path,
        submission=[MARCH],
        check_outcome=[
            outcome("referrals.rows", "critical", "all", "all", 10),
            outcome("referrals.rows", "critical", "provider", "assist", 10),
            outcome("referrals.volume", "warning", "provider", "assist", 900),
        ],
        gate=[("referrals", "2024-02-01", "S12000047", "referrals.rows")],
        release_fact=[("protected", "yes")],
    )
    found = to_fix(reader)
    assert found["kind"].tolist()[:2] == ["critical", "check"]
    assert found["what"][0] == (
        "A critical check does not hold, “Title of referrals.rows”: about 10 of 900 rows fall "
        f"short of it, in Fife, Feb 2024. Where it fails, {dependents('referrals')} indicators "
        "counted from referrals are withheld."
    )
    assert found["where"][0] == "in Fife, Feb 2024"


def test_a_check_that_fails_in_places_says_where_and_is_critical_while_it_is_news(
    tmp_path: Path,
) -> None:
    both = [
        (*outcome("referrals.rows", "critical", by, key, 40)[:5], IN_PLACES, by, key, 40, 3340)
        for by, key in (("all", "all"), ("provider", "assist"))
    ]
    for first, kind in (("2024-02-01", "critical"), ("2022-02-01", "check")):
        gate = [("referrals", first, "S12000047", "referrals.rows")]
        folder = tmp_path / kind
        folder.mkdir()
        found = to_fix(publish(folder, submission=[MARCH], check_outcome=both, gate=gate))
        (row,) = found[found["check_id"] == "referrals.rows"].to_dict("records")
        assert (row["kind"], row["provider"]) == (kind, "assist")
        assert row["what"] == (
            f"A critical check does not hold in Fife, Feb {first[:4]}, “Title of "
            "referrals.rows”. In all areas together 40 of 3,340 rows fall short of it, no more "
            f"than it allows. Where it fails, {dependents('referrals')} indicators counted from "
            "referrals are withheld."
        )


def test_of_a_file_corrected_on_the_same_day_nothing_is_left_to_mend(tmp_path: Path) -> None:
    rejected = [("a", "assist", "referrals", "council", "unknown_council", 51)]
    assert to_fix(publish(tmp_path, submission=corrected(), rejected=rejected)).empty


def test_a_blank_column_says_how_many_and_weighs_what_depends_on_it(tmp_path: Path) -> None:
    rows = [
        quality("completeness", "risk_sender", (90, 100)),
        quality("completeness", "incident_date", (89, 100)),
        quality("completeness", "victim_views", (99, 100)),
    ]
    found = to_fix(publish(tmp_path, submission=[MARCH], quality=rows))
    assert dependents("referrals", "risk_sender") > dependents("referrals", "incident_date")
    (what,) = found.loc[found["kind"] == "blank", "what"]
    assert what == (
        "Risk sender is blank in 10 % of referrals that should have it, 10 of 100 in the latest "
        "12 months."
    )


def test_months_that_never_came_are_no_blanks_of_a_column(tmp_path: Path) -> None:
    """Both columns lack 12 months, which the check of months tells; one is blank 40 times more."""
    rows = [
        quality("completeness", "source_system", (372, 384), export="incidents", key="police_ivpd"),
        quality(
            "completeness",
            "concern_reports_total",
            (332, 384),
            export="incidents",
            key="police_ivpd",
        ),
    ]
    (row,) = to_fix(publish(tmp_path, quality=rows)).to_dict("records")
    assert (row["column"], row["rows"]) == ("concern_reports_total", 40)
    assert "40 of 372" in row["what"]


def test_where_a_check_fails_now_is_not_hidden_by_where_it_failed_long_ago(tmp_path: Path) -> None:
    check = outcome("referrals.rows", "critical", "provider", "assist", 10)
    gate = [
        ("referrals", day, council, "referrals.rows")
        for day, council in (
            ("2024-02-01", "S12000047"),
            ("2021-02-01", "S12000049"),
            ("2019-02-01", "S12000036"),
        )
    ]
    found = to_fix(publish(tmp_path, check_outcome=[check], gate=gate))
    assert found["where"].tolist() == ["in Fife, Feb 2024; in 2 others earlier"]


def test_a_check_that_fails_everywhere_names_no_three_of_all(tmp_path: Path) -> None:
    check = outcome("referrals.rows", "critical", "provider", "assist", 10)
    codes = councils()["council_code"]
    gate = [("referrals", "2024-02-01", code, "referrals.rows") for code in codes]
    found = to_fix(publish(tmp_path, check_outcome=[check], gate=gate))
    assert found["where"].tolist() == ["in all 32 council areas, Feb 2024"]


def test_a_column_that_is_not_sent_is_to_be_added(tmp_path: Path) -> None:
    found = to_fix(
        publish(
            tmp_path,
            submission=[MARCH],
            quality=[quality("completeness", "outcome", (0, 100))],
            not_sent=[("a", "referrals", "assist", "outcome")],
        )
    )
    (row,) = found[found["kind"] == "blank"].to_dict("records")
    assert row["what"].startswith("Outcome is not sent: 100 rows of referrals")
    assert row["todo"] == "Add the column outcome to the export."


def test_rows_turned_away_say_since_which_submission(tmp_path: Path) -> None:
    sent = [submission(id, f"2024-0{n}-05", (1000, 970, 30, 0)) for n, id in enumerate("xyz", 1)]
    reasons = [("council", "unknown_council", 20), ("case_ref", "not_a_reference", 10)]
    rejected = [
        (id, "assist", "referrals", *reason)
        for id in "yz"
        for reason in (reasons if id == "z" else reasons[:1])
    ]
    found = to_fix(publish(tmp_path, submission=sent, rejected=rejected))
    (what,) = found.loc[found["kind"] == "turned away", "what"]
    assert what.startswith(
        "30 of 1,000 rows of referrals were turned away (3 %). Most often, 20 times, council: not "
        "the code"
    )
    assert what.endswith("It was so in each of the last 2 submissions, from 5 Feb 2024 on.")


def test_files_of_one_day_are_added_up(tmp_path: Path) -> None:
    sent = [submission(id, "2024-03-05", (1000, 990, 10, 0)) for id in "ab"]
    rejected = [(id, "assist", "referrals", "council", "unknown_council", 10) for id in "ab"]
    found = to_fix(publish(tmp_path, submission=sent, rejected=rejected))
    assert found["what"][0].startswith("20 of 2,000 rows of referrals were turned away (1 %).")
    assert found["what"][0].endswith("It is so in the submission of 5 Mar 2024.")


def test_a_reason_of_one_file_of_the_day_is_told(tmp_path: Path) -> None:
    sent = [submission(id, "2024-03-05", (1000, 990, 10, 0)) for id in "ab"]
    rejected = [("a", "assist", "referrals", "council", "unknown_council", 10)]
    assert len(to_fix(publish(tmp_path, submission=sent, rejected=rejected))) == 1


def test_rows_of_an_export_turned_away_are_one_finding_however_many_the_reasons(
    tmp_path: Path,
) -> None:
    sent = [submission("a", "2024-03-05", (600, 570, 30, 0), export="agreements")]
    rejected = [("a", "assist", "agreements", f"column_{n}", "missing", 2) for n in range(15)]
    found = to_fix(publish(tmp_path, submission=sent, rejected=rejected))
    assert found[["kind", "rows", "grave"]].to_numpy().tolist() == [["turned away", 30, False]]
    assert found["what"][0].startswith("30 of 600 rows of agreements were turned away (5 %).")


def test_an_export_that_lost_a_fifth_of_its_rows_comes_with_the_critical(tmp_path: Path) -> None:
    """As little as it weighs beside a warning: what is counted of it misleads."""
    sent = [
        submission("a", "2024-03-05", (100, 70, 30, 0), export="agreements"),
        submission("b", "2024-03-05", (100, 80, 20, 0), provider="sacro", export="agreements"),
    ]
    check = [outcome("referrals.volume", "warning", "provider", "assist", 900)]
    found = to_fix(publish(tmp_path, submission=sent, check_outcome=check))
    assert found[["provider", "kind"]].to_numpy().tolist() == [
        ["assist", "turned away"],
        ["assist", "check"],
        ["sacro", "turned away"],
    ]


def test_what_has_stopped_is_not_late_as_well(tmp_path: Path) -> None:
    gone = submission("s", "2023-12-05", (900, 900, 0, 0), days=("2023-01-01", "2023-11-27"))
    rows = [quality("timeliness", "export", (209, 1))]
    found = to_fix(publish(tmp_path, submission=[gone], quality=rows))
    assert found["kind"].tolist() == ["silent"]
    (tmp_path / "late").mkdir()
    (found,) = to_fix(publish(tmp_path / "late", quality=rows)).to_dict("records")
    assert found["what"] == (
        "Referrals of the one month that can be judged were loaded 209 days after its end."
    )


def test_a_provider_that_stopped_is_told_with_what_is_missing(tmp_path: Path) -> None:
    gone = submission(
        "s", "2023-12-05", (900, 900, 0, 0), provider="sacro", days=("2023-01-01", "2023-11-27")
    )
    found = to_fix(publish(tmp_path, submission=[MARCH, gone]))
    (row,) = found[found["kind"] == "silent"].to_dict("records")
    assert row["provider"] == "sacro"
    assert "since Nov 2023, 125 days before the latest data" in row["what"]
    assert "some 341 rows are missing" in row["what"]


def test_lost_referrals_are_told_with_their_share(tmp_path: Path) -> None:
    rows = [quality("consistency", "received", (930, 1000), key="marac")]
    found = to_fix(publish(tmp_path, quality=rows))
    assert found["what"].tolist() == [
        "Of 1,000 referrals sent to services which report what they receive, 70 (7 %) are "
        "on no service's record in the latest 12 months."
    ]


def test_nothing_to_fix_is_an_empty_table(tmp_path: Path) -> None:
    sent = [submission("a", "2024-04-01", (1000, 1000, 0, 0))]
    rows = [quality("completeness", "outcome", (100, 100))]
    assert to_fix(publish(tmp_path, submission=sent, quality=rows)).empty


def test_a_clear_step_is_dated_and_noise_is_not(tmp_path: Path) -> None:
    starts = months("2021-04-01", 36)
    rows = [quality("completeness", "outcome", (90, 100))]
    rows += [
        quality("completeness", "outcome", (98 if n < 30 else 80, 100), period="month", start=start)
        for n, start in enumerate(starts)
    ]
    found = to_fix(publish(tmp_path, submission=[MARCH], quality=rows))
    (what,) = found.loc[found["kind"] == "blank", "what"]
    assert what.endswith(", since about Oct 2023.")


def test_steps_are_seldom_found_where_there_is_none() -> None:
    draw = np.random.default_rng(5)
    whole = np.full(60, 200.0)
    false_alarms = [
        step(draw.binomial(200, 0.04, 60).astype(float), whole) is not None for _ in range(200)
    ]
    assert np.mean(false_alarms) <= 0.01
    stepped = draw.binomial(200, np.where(np.arange(60) < 40, 0.04, 0.12)).astype(float)
    assert step(stepped, whole) in range(39, 42)
    assert step(np.zeros(3 * YEAR), whole[: 3 * YEAR]) is None


def test_ties_keep_a_settled_order(tmp_path: Path) -> None:
    rows = [quality("completeness", "outcome", (90, 100), key=key) for key in ("sacro", "assist")]
    found = to_fix(publish(tmp_path, quality=rows))
    assert found["provider"].tolist() == ["assist", "sacro"]
    assert isinstance(found, pd.DataFrame)


def test_what_fails_for_no_one_provider_is_told_too(tmp_path: Path) -> None:
    whole = outcome("referrals.council_months", "warning", "all", "all", 12)
    unrun = ("s", "referrals.x.y", "X", "referrals", "note", "errored", "all", "all", None, None)
    found = to_fix(publish(tmp_path, check_outcome=[whole, unrun]))
    assert found["provider"].tolist() == ["", ""]
    assert "12 of 900 rows fall short of it." in found["what"][0]
    assert found["what"][1] == "A check does not hold, “X”: it could not be run."


def test_a_count_too_small_to_show_is_a_finding_still(tmp_path: Path) -> None:
    row = (*outcome("referrals.volume", "warning", "provider", "assist", 0)[:-2], None, 900)
    found = to_fix(publish(tmp_path, check_outcome=[row]))
    assert found["rows"].tolist() == [0.0]
    assert found["what"][0].endswith("rows too few to show fall short of it.")


def test_what_a_check_and_a_count_both_say_is_told_once(tmp_path: Path) -> None:
    """By the count, and under the check's id, so that a decision on the check settles it."""
    check = "referrals.received.matched"
    rows = [outcome(check, "warning", "provider", key, 170) for key in ("marac", "assist")]
    lost = [quality("consistency", "received", (930, 1000), key="marac")]
    found = to_fix(publish(tmp_path, check_outcome=rows, quality=lost))
    assert found[["provider", "kind", "check_id"]].to_numpy().tolist() == [
        ["assist", "check", check],
        ["marac", "apart", check],
    ]

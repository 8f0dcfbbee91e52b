"""What an analysis rests on says why it ends where it does, and a trend where recording moved."""

import pandas as pd

from metrics.answers import changes
from metrics.before_after import BeforeAfter
from pages.ui import change, trend
from tests.metrics.published import regimes

DAYS = pd.date_range("2023-01-01", "2025-12-01", freq="MS")


def rests_on(id: changes.ChangeId) -> str:
    made = changes.change(id, regimes())
    return change.rests_on(BeforeAfter(made, True, "", 20, 30, 0))


def test_the_months_after_public_task_say_why_they_end() -> None:
    said = rests_on("public_task")
    assert "to Mar 2024, no later because recording moved to another system in Apr 2024; " in said
    assert said.endswith("20 months before and 30 after could be used.")
    assert "because" not in rests_on("consent")


def test_a_level_across_the_change_of_recording_says_so() -> None:
    found = pd.DataFrame({"period_start": DAYS, "stretch": "public_task"})
    assert trend.recording(found).startswith("Recording moved to another system in Apr 2024; ")
    assert trend.recording(found[found["period_start"] < "2024-04-01"]) == ""
    assert trend.recording(found.assign(stretch="apart")) == ""

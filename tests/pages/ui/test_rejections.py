"""What a provider should send instead, in its own headings; hidden counts stay hidden."""

import pandas as pd

from pages.ui import rejections


def test_whose_small_counts_are_shown_is_said() -> None:
    said = rejections.as_they_are()
    assert "agreements" in said
    assert "assurance returns" in said
    assert "referrals" not in said
    assert "sharing events" not in said


def test_rules_are_told_in_the_providers_own_words_most_rows_first() -> None:
    found = pd.DataFrame(
        {
            "provider": "assist",
            "export": "referrals",
            "column": ["council", "risk_receiver", "risk_receiver", "row"],
            "reason": ["missing", "not_allowed", "not_allowed", "ragged"],
            "rows": pd.array([None, 20, 5, 10], "Int64"),
        }
    )
    told = rejections.instead(found)
    assert told[["Heading", "Rows"]].to_numpy().tolist() == [
        ["Our Risk", "25"],
        ["the whole row", "10"],
        ["Local Authority", "[c]"],
    ]
    assert told["What is allowed"].iloc[0].startswith("One of S (standard)")
    assert all(told["What to do"])

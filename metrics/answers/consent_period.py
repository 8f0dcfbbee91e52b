"""The year of the consent period that later years are set against: four whole quarters of it."""

import pandas as pd

from metrics.answers import stretches

QUARTERS = 4


def quarters(starts: pd.Series, regimes: pd.DataFrame) -> list[pd.Timestamp]:
    """First days of the last four quarters in a row that lie wholly under consent; or none.

    starts: first days of quarters. Four in a row hold every season once, as a year does.
    """
    ordered = starts.drop_duplicates().sort_values().reset_index(drop=True)
    held = ordered[stretches.by_regimes(ordered, "quarter", regimes) == "consent"]
    return held.tail(QUARTERS).tolist() if len(held) >= QUARTERS else []

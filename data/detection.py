"""How much personal data is found, and falsely found, as measured on generated data."""

from pathlib import Path

import pandas as pd

FILE = Path(__file__).parents[1] / "docs" / "detection_rates.csv"


def detection_rates() -> pd.DataFrame:
    """One row for each sort of text: what, sort (true, harmless or alike), tried and found.

    `alike` texts look like the real thing to the letter. Written by bench/detection.py.
    """
    return pd.read_csv(FILE)

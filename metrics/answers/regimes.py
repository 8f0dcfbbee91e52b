"""From when an area shared on which lawful basis, as the release was made to understand it."""

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND, councils
from metrics.answers.tables import source

COLUMNS = ("area_code", "regime", "earliest", "latest", "settled", "certainty", "source")


def regimes(reader: Reader, area_code: str = SCOTLAND) -> pd.DataFrame:
    """The regimes of Scotland, a division, or the division that a council lies in, earliest first.

    Columns: area_code, regime, earliest and latest (the days between which it began, Timestamps),
    settled (the first day on which it certainly holds), certainty, source.
    """
    found = reader.once(every_regime)
    return found[found["area_code"] == division_of(area_code)].reset_index(drop=True)


def every_regime(reader: Reader) -> pd.DataFrame:
    """The same for Scotland and every division."""
    found = reader.frame(
        f"""
        SELECT area_code, regime, CAST(earliest AS TIMESTAMP) AS earliest,
               CAST(latest AS TIMESTAMP) AS latest, CAST(settled AS TIMESTAMP) AS settled,
               certainty, source
        FROM {source(reader, "regime")} ORDER BY area_code, earliest, regime
        """
    )
    return found[list(COLUMNS)]


def division_of(area_code: str) -> str:
    """The division of a council's code; any other code as it is."""
    known = councils().set_index("council_code")["division_code"]
    return str(known.get(area_code, area_code))

"""The rows that checks found wrong: where they lie in the providers' files. Exact readers only."""

import pandas as pd

from data.engine import Reader
from metrics.answers.tables import has

SHAPE = {
    "check_id": "str",
    "provider": "str",
    "submission_id": "str",
    "file_name": "str",
    "row_number": "Int64",
    "reference": "str",
    "council": "str",
    "month": "datetime64[s]",
}


def failing_rows(reader: Reader, check_id: str) -> pd.DataFrame:
    """Wrong rows of one check, by provider, file and row, with the columns of SHAPE.

    Where there is no row to point at, submission_id and row_number are missing, and provider,
    council and month say what is lacking. At most expectations.failing.MOST of each submission.
    """
    return _listed(reader, "check_id = ?", check_id)


def failing_of(reader: Reader, submission_id: str) -> pd.DataFrame:
    """Wrong rows of one submission, by row and check, with the columns of SHAPE."""
    found = _listed(reader, "submission_id = ?", submission_id)
    return found.sort_values(["row_number", "check_id"], kind="stable")


def _listed(reader: Reader, where: str, value: str) -> pd.DataFrame:
    if not has(reader, "failing_row"):
        return pd.DataFrame(columns=list(SHAPE)).astype(SHAPE)
    found = reader.frame(
        f"""
        SELECT check_id, failing_row.provider, submission_id, file_name, row_number, reference,
               council, CAST(month AS TIMESTAMP) AS month
        FROM published.failing_row LEFT JOIN published.submission USING (submission_id)
        WHERE {where}
        ORDER BY failing_row.provider, file_name, submission_id, row_number, month DESC, council
        """,
        [value],
    )
    return found.astype(SHAPE)

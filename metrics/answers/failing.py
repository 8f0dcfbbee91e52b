"""The rows that checks found wrong: where they lie in the providers' files. Exact readers only.

closed() alone is for everybody: what is withheld, and by which check, is told wherever it is.
"""

import pandas as pd

from data.engine import Reader
from data.grammar import listed
from data.reference import area_names
from data.where_failed import NAMED
from metrics.answers.periods import worded
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
NOWHERE = ""
"""Stands for the council area of what is not about one."""


def failing_rows(reader: Reader, check_id: str) -> pd.DataFrame:
    """Wrong rows of one check, by provider, file and row, with the columns of SHAPE.

    Where there is no row to point at, submission_id and row_number are missing, and provider,
    council and month say what is lacking. At most expectations.failing.MOST of each submission.
    """
    return _listed(reader, "check_id = ?", check_id)


def closed(reader: Reader, check_id: str) -> pd.DataFrame:
    """Council (code) and month of what a critical check withholds, oldest first."""
    return reader.frame(
        """
        SELECT DISTINCT council, CAST(period_start AS TIMESTAMP) AS month
        FROM published.gate WHERE check_id = ? AND council IS NOT NULL ORDER BY month, council
        """,
        [check_id],
    )


def failing_of(reader: Reader, submission_id: str) -> pd.DataFrame:
    """Wrong rows of one submission, by row and check, with the columns of SHAPE."""
    found = _listed(reader, "submission_id = ?", submission_id)
    return found.sort_values(["row_number", "check_id"], kind="stable")


def lacking(reader: Reader, provider: str) -> pd.DataFrame:
    """Months of one provider that checks are about, and no row: check_id, spans.

    spans: in words, months that follow one another as one, the newest first; where they are of
    council areas, with which these are.
    """
    found = _listed(reader, "submission_id IS NULL AND failing_row.provider = ?", provider)
    found = found.dropna(subset=["month"]).fillna({"council": NOWHERE})
    spans = [(check, _told(rows)) for check, rows in found.groupby("check_id", sort=True)]
    return pd.DataFrame(spans, columns=["check_id", "spans"])


def _told(rows: pd.DataFrame) -> list[str]:
    """Stretches of months in words with the areas that each is of, the newest first."""
    parts = [
        _spans(months).assign(council=council)
        for council, months in rows.groupby("council")["month"]
    ]
    ends = ["last", "first"]
    places = pd.concat(parts).groupby(ends)["council"].agg(sorted).reset_index()
    newest = places.sort_values(ends, ascending=False)
    return [
        _span(first, last) + _where(list(councils))
        for last, first, councils in newest.itertuples(index=False)
    ]


def _where(councils: list[str]) -> str:
    if councils == [NOWHERE]:
        return ""
    if len(councils) > NAMED:
        return f" in {len(councils)} council areas"
    return f" in {listed(sorted(area_names().get(each, each) for each in councils))}"


def _spans(months: pd.Series) -> pd.DataFrame:
    """First and last of months that follow one another."""
    ordered = months.drop_duplicates().sort_values()
    number = ordered.dt.year * 12 + ordered.dt.month
    return ordered.groupby((number.diff() != 1).cumsum()).agg(["first", "last"])


def _span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    return worded(first) if first == last else f"{worded(first)} to {worded(last)}"


def cut_short(reader: Reader, submission_id: str, most: int) -> pd.DataFrame:
    """Checks of which a submission has as many wrong rows listed as are listed at most.

    Columns: check_id; listed; of_file, all its wrong rows, missing where another submission of its
    provider has `most` listed too, since no more than the provider's were counted; of_provider,
    missing where a check counts none by provider.
    """
    if not has(reader, "failing_row"):
        return pd.DataFrame(columns=["check_id", "listed", "of_file", "of_provider"])
    found = reader.frame(
        f"""
        WITH listed AS (
            SELECT check_id, provider, submission_id, count(*) AS rows
            FROM published.failing_row GROUP BY ALL
        ), mine AS (
            SELECT * FROM listed WHERE submission_id = ? AND rows >= {most}
        ), others AS (
            SELECT check_id, provider, sum(listed.rows) AS rows, max(listed.rows) AS longest
            FROM listed JOIN mine USING (check_id, provider)
            WHERE listed.submission_id IS DISTINCT FROM mine.submission_id GROUP BY ALL
        )
        SELECT mine.check_id, mine.rows AS listed,
               CASE WHEN coalesce(others.longest, 0) < {most}
                    THEN outcome.failed - coalesce(others.rows, 0) END AS of_file,
               outcome.failed AS of_provider
        FROM mine LEFT JOIN others USING (check_id, provider)
             LEFT JOIN published.check_outcome AS outcome
             ON outcome.check_id = mine.check_id AND outcome."by" = 'provider'
             AND outcome.key = mine.provider
        ORDER BY mine.check_id
        """,
        [submission_id],
    )
    return found.astype(dict.fromkeys(("listed", "of_file", "of_provider"), "Int64"))


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

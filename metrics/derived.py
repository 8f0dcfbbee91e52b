"""Measures worked out from other measures' cells, once those are rolled up."""

from collections.abc import Iterable

import pandas as pd

from data.engine import Connection, insert
from metrics.measure import Measure

READ = (
    *("measure_id", "period_type", "period_start", "area_type", "area_code"),
    *("numerator", "denominator"),
)
WRITTEN = (*READ[:5], "dimension", "category", *READ[5:])
ORDER = "measure_id, dimension, area_type, area_code, period_type, period_start, category"


def add_derived(connection: Connection, measures: Iterable[Measure]) -> None:
    """Add the derived measures to the temporary table `measure`, which stays sorted as it was."""
    for measure in measures:
        if measure.derive is not None:
            found = measure.derive(_cells(connection, measure.derived_from))
            whole = found.assign(measure_id=measure.id, dimension="all", category="all")
            # Column by column, so that whole numbers arrive as Python's own.
            columns = [whole[name].tolist() for name in WRITTEN]
            insert(connection, "measure", list(zip(*columns, strict=True)))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE measure AS SELECT * FROM measure ORDER BY {ORDER}"
    )


def _cells(connection: Connection, ids: tuple[str, ...]) -> pd.DataFrame:
    """Rows of these measures on dimension "all", whole areas and periods."""
    marks = ", ".join("?" for _ in ids)
    found = connection.execute(
        f"""
        SELECT {", ".join(READ)}
        FROM measure WHERE dimension = 'all' AND measure_id IN ({marks})
        ORDER BY measure_id, period_type, period_start, area_code
        """,
        list(ids),
    )
    return pd.DataFrame(found.fetchall(), columns=list(READ))

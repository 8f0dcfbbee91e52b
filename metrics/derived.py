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


def add_derived(connection: Connection, measures: Iterable[Measure]) -> None:
    """Add the derived measures to the temporary table `cell`, which `measure` is a view of."""
    for measure in measures:
        if measure.derive is not None:
            found = measure.derive(_cells(connection, measure.derived_from))
            whole = found.assign(measure_id=measure.id, dimension="all", category="all")
            # Column by column, so that whole numbers arrive as Python's own.
            columns = [whole[name].tolist() for name in WRITTEN]
            insert(connection, "cell", list(zip(*columns, strict=True)))


def _cells(connection: Connection, ids: tuple[str, ...]) -> pd.DataFrame:
    """Rows of these measures on dimension "all", whole areas and periods."""
    marks = ", ".join("?" for _ in ids)
    found = connection.execute(
        f"""
        SELECT {", ".join(READ)}
        FROM cell WHERE dimension = 'all' AND measure_id IN ({marks})
        ORDER BY measure_id, period_type, period_start, area_code
        """,
        list(ids),
    )
    return pd.DataFrame(found.fetchall(), columns=list(READ))

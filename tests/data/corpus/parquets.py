"""Parquet files as programs write them."""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.data.corpus import Case
from tests.data.corpus.making import rows

TITLE = "Parquet"
NAME = "a.parquet"
ALL = (2, 3, 4)
TIME = datetime(2024, 1, 3, 4, 5, 6)  # noqa: DTZ001 - as files hold it, in no time zone


def made(count: int = 3, **columns: Any) -> bytes:
    """Good rows, with these columns in place of theirs."""
    heads, *body = rows(count)
    told = dict(zip(heads, zip(*body, strict=True), strict=True)) | columns
    return written(pa.table({name: pa.array(cells) for name, cells in told.items()}))


def written(table: pa.Table, **options: Any) -> bytes:
    content = io.BytesIO()
    pq.write_table(table, content, **options)
    return content.getvalue()


def doubled() -> bytes:
    """A column of the standard, twice."""
    heads, *body = rows()
    arrays = [pa.array(column) for column in zip(*body, strict=True)]
    return written(pa.Table.from_arrays([*arrays, arrays[2]], names=[*heads, "council"]))


def one(column: str, reason: str, cell: Any) -> dict[str, Any]:
    return {
        "make": made(1, **{column: [cell]}),
        "name": NAME,
        "accepted": (),
        "rejected": ((2, column, reason),),
    }


CASES = [
    Case(
        "parquet_days",
        "Days as days in Parquet",
        made(1, received_date=[date(2024, 1, 3)]),
        NAME,
        accepted=(2,),
    ),
    Case(
        "parquet_times",
        "Days as times in Parquet",
        made(1, received_date=[TIME]),
        NAME,
        accepted=(2,),
    ),
    Case(
        "parquet_early",
        "Days of March that a program took for months, in Parquet",
        made(
            12,
            referral_date=[date(2024, 1, 1)] * 12,
            received_date=[date(2024, n, 3) for n in range(1, 13)],
        ),
        NAME,
        accepted=(4,),
        rejected=tuple((n, "received_date", "swapped_date") for n in range(2, 14) if n != 4),
        notes=("12 different days in 12 months, and none after the 12th", "11 that could be"),
        values={"referral_date": date(2024, 1, 1), "received_date": date(2024, 3, 3)},
    ),
    Case(
        "parquet_whole",
        "A reference as a whole number",
        made(1, case_ref=[712345678901234567]),
        NAME,
        accepted=(2,),
        values={"case_ref": "712345678901234567"},
    ),
    Case(
        "parquet_float",
        "A reference as a floating number",
        **one("case_ref", "damaged_number", 1.25e18),
    ),
    Case(
        "parquet_decimal",
        "A reference as a decimal number",
        **one("case_ref", "damaged_number", Decimal("12.00")),
    ),
    Case("parquet_null", "Nothing where something is required", **one("council", "missing", None)),
    Case(
        "parquet_list", "A list in a cell", **one("council", "unknown_council", ["Fife", "Moray"])
    ),
    Case(
        "parquet_record",
        "A record in a cell",
        **one("council", "unknown_council", {"name": "Fife"}),
    ),
    Case("parquet_bytes", "Bytes in a cell", made(1, case_ref=[b"ZQC-1"]), NAME, accepted=(2,)),
    Case(
        "parquet_nul", "A NUL character in a cell", **one("case_ref", "not_a_reference", "ZQC\0-1")
    ),
    Case(
        "parquet_long",
        "A cell of a million characters in Parquet",
        **one("case_ref", "too_long", "x" * 1_000_000),
    ),
    Case("parquet_doubled", "A column twice", doubled(), NAME, refused=("more than once",)),
    Case(
        "parquet_empty",
        "Columns and no rows",
        written(pa.table({name: pa.array([], pa.string()) for name in rows()[0]})),
        NAME,
        accepted=(),
    ),
    Case(
        "parquet_no_columns",
        "No columns at all",
        written(pa.table({})),
        NAME,
        refused=("not an export",),
    ),
    Case(
        "parquet_other",
        "Columns of something else",
        written(pa.table({"a": [1]})),
        NAME,
        refused=("not an export",),
    ),
    Case(
        "parquet_total",
        "A total under the rows of Parquet",
        made(
            2,
            **{
                name: [cells[0], "Total" if name == "referral_id" else None]
                for name, cells in zip(rows()[0], zip(*rows()[1:], strict=True), strict=True)
            },
        ),
        NAME,
        accepted=(2,),
        rejected=((3, "row", "not_a_data_row"),),
    ),
    Case(
        "parquet_groups",
        "Many row groups",
        written(
            pa.table(dict(zip(rows()[0], zip(*rows()[1:], strict=True), strict=True))),
            row_group_size=1,
        ),
        NAME,
        accepted=ALL,
    ),
    Case(
        "parquet_own_number",
        "A column with the name that the reader uses for row numbers",
        made(file_row_number=[7, 8, 9]),
        NAME,
        refused=("not a Parquet file that can be read",),
    ),
    Case(
        "parquet_unpacked",
        "Parquet that unpacks to more than the setting allows",
        written(
            pa.table(dict.fromkeys(rows()[0], pa.array(["x" * 1000] * 2000))), use_dictionary=False
        ),
        NAME,
        refused=("unpacks to more than 1 MB",),
        limits={"LARGEST_UNPACKED_MB": "1"},
    ),
]

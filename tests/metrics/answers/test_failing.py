"""Which rows fail, as pages ask for them."""

from pathlib import Path

import pandas as pd

from data.engine import Reader, build, insert
from metrics.answers.failing import SHAPE, failing_of, failing_rows, lacking
from tests.metrics.published import EDINBURGH, FIFE, GLASGOW, publish

ROWS = [
    ("c", "assist", "s-2", 9, "R-9", None, None),
    ("c", "assist", "s-1", 3, "R-3", None, None),
    ("c", None, None, None, None, "S12000033", "2024-02-01"),
    ("b", "assist", "s-1", 3, None, None, None),
    ("b", "assist", "s-1", 2, None, None, None),
]


def drawn(folder: Path) -> Reader:
    publish(folder).close()
    connection = build(folder / "release.duckdb")
    connection.execute(
        "CREATE TABLE failing_row (check_id VARCHAR, provider VARCHAR, submission_id VARCHAR, "
        "row_number BIGINT, reference VARCHAR, council VARCHAR, month DATE)"
    )
    insert(connection, "failing_row", ROWS)
    for name in ("s-1", "s-2"):
        connection.execute(
            "INSERT INTO submission (submission_id, file_name) VALUES (?, ?)", [name, f"{name}.csv"]
        )
    connection.close()
    return Reader(folder / "release.duckdb")


def test_rows_of_a_check_by_file_and_row(tmp_path: Path) -> None:
    found = failing_rows(drawn(tmp_path), "c")
    assert found.dtypes.astype("str").to_dict() == SHAPE
    told = found[["file_name", "row_number", "reference"]].iloc[:2].to_numpy().tolist()
    assert told == [["s-1.csv", 3, "R-3"], ["s-2.csv", 9, "R-9"]]
    lacking = found.iloc[2]
    assert (lacking["council"], lacking["month"]) == ("S12000033", pd.Timestamp(2024, 2, 1))


def test_months_that_lack_are_named_in_stretches_the_newest_first(tmp_path: Path) -> None:
    drawn(tmp_path).close()
    connection = build(tmp_path / "release.duckdb")
    months = ("2023-12-01", "2024-01-01", "2024-03-01", "2022-01-01", "2023-01-01")
    lack = [("m", "assist", None, None, None, None, each) for each in months]
    insert(connection, "failing_row", [*lack, ("m", "sacro", *[None] * 4, "2024-02-01")])
    connection.close()
    found = lacking(Reader(tmp_path / "release.duckdb"), "assist")
    assert found.to_dict("records") == [
        {"check_id": "m", "spans": ["Mar 2024", "Dec 2023 to Jan 2024", "Jan 2023", "Jan 2022"]}
    ]


def test_months_of_council_areas_say_of_which_they_are(tmp_path: Path) -> None:
    """Two areas without the same months are one stretch of two areas, and many areas a number."""
    drawn(tmp_path).close()
    connection = build(tmp_path / "release.duckdb")
    spans = {FIFE: ("02", "03"), GLASGOW: ("02", "03"), EDINBURGH: ("03",)}
    lack = [("m", "assist", code, f"2024-{n}-01") for code, months in spans.items() for n in months]
    lack += [("n", "assist", f"S1200{n}", "2024-01-01") for n in range(5)]
    rows = [(check, who, None, None, None, code, day) for check, who, code, day in lack]
    insert(connection, "failing_row", rows)
    connection.close()
    found = lacking(Reader(tmp_path / "release.duckdb"), "assist")
    assert dict(found.itertuples(index=False)) == {
        "m": ["Mar 2024 in City of Edinburgh", "Feb 2024 to Mar 2024 in Fife and Glasgow City"],
        "n": ["Jan 2024 in 5 council areas"],
    }


def test_rows_of_a_submission_by_row_and_check(tmp_path: Path) -> None:
    found = failing_of(drawn(tmp_path), "s-1")
    assert found[["row_number", "check_id"]].to_numpy().tolist() == [[2, "b"], [3, "b"], [3, "c"]]


def test_a_release_from_before_rows_were_listed_has_none(tmp_path: Path) -> None:
    found = failing_rows(publish(tmp_path), "c")
    assert found.empty
    assert list(found) == list(SHAPE)

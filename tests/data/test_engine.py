"""The reader of a published release."""

from pathlib import Path

from data.engine import Reader, build


def test_a_question_is_asked_once_for_each_of_its_arguments(tmp_path: Path) -> None:
    with build(tmp_path / "release.duckdb") as connection:
        connection.execute("CREATE TABLE fact AS SELECT 5 AS value")
    asked = []

    def value(reader: Reader, times: int) -> int:
        asked.append(times)
        return times * int(reader.frame("SELECT value FROM published.fact")["value"].iloc[0])

    reader = Reader(tmp_path / "release.duckdb")
    assert [reader.once(value, times) for times in (2, 3, 2, 3)] == [10, 15, 10, 15]
    assert asked == [2, 3]
    reader.close()

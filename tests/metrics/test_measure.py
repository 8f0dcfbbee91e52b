"""The registry of measures: one a file, found by id, every record whole."""

from pathlib import Path

import pytest

import metrics.indicators
import metrics.measures
from data.engine import Connection
from data.export import exports
from metrics.indicator import indicators
from metrics.measure import Measure, measures
from tests.metrics.release_tables import empty_release

VOLUMES = {id: each for id, each in measures().items() if id not in indicators()}
WHOLE = {"INTEGER", "BIGINT"}


def test_every_file_is_one_measure() -> None:
    folders = (metrics.measures, metrics.indicators)
    files = [path for each in folders for path in Path(each.__path__[0]).glob("[!_]*.py")]
    assert len(files) == len(measures())


@pytest.mark.parametrize("measure", VOLUMES.values(), ids=VOLUMES)
def test_a_volume_is_a_count_in_words(measure: Measure) -> None:
    assert measure.kind == "count"
    assert measure.denominator == ""
    assert measure.name
    assert measure.numerator


@pytest.mark.parametrize("measure", measures().values(), ids=measures())
def test_breakdowns_stay_few_and_reads_are_exports(measure: Measure) -> None:
    assert len(measure.dimensions) <= 4
    assert measure.reads
    assert set(measure.reads) <= set(exports())


@pytest.mark.parametrize("measure", measures().values(), ids=measures())
def test_a_measure_is_counted_or_derived_but_not_both(measure: Measure) -> None:
    assert bool(measure.sql) != bool(measure.derive)
    assert bool(measure.derived_from) == bool(measure.derive)
    assert set(measure.derived_from) <= set(measures())


@pytest.fixture(scope="module")
def connection() -> Connection:
    return empty_release()


COUNTED = {id: each for id, each in measures().items() if each.sql}


@pytest.mark.parametrize("measure", COUNTED.values(), ids=COUNTED)
def test_sql_runs_on_empty_tables_and_returns_what_the_record_says(
    connection: Connection, measure: Measure
) -> None:
    described = connection.execute(f"DESCRIBE {measure.sql}").fetchall()
    types = {name: kind for name, kind, *_ in described}
    assert list(types) == ["day", "council", *measure.dimensions, "numerator", "denominator"]
    assert types["day"] == "DATE"
    assert {types[name] for name in ("council", *measure.dimensions)} == {"VARCHAR"}
    assert {types["numerator"], types["denominator"]} <= WHOLE
    assert connection.execute(measure.sql).fetchall() == []

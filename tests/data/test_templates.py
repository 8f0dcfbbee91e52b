"""A template, filled in, loads."""

from pathlib import Path

import pytest

from data.export import Column, Export, exports
from data.templates import file_name, template
from tests.data.loading import load_bytes, receipt

EXAMPLES = {
    "reference": "A-1",
    "date": "2024-03-31",
    "month": "2024-03",
    "whole": "1",
    "edition": "v1",
    "council": "S12000047",
    "division": "S32000016",
    "organisation": "police_scotland",
    "councils": "S12000047;S12000041",
    "organisations": "police_scotland;assist",
}


def example(column: Column) -> str:
    return column.allowed[0] if column.allowed else EXAMPLES[column.kind]


@pytest.mark.parametrize("export", exports().values(), ids=lambda export: export.name)
def test_a_filled_in_template_loads_whole(own_store: Path, export: Export) -> None:
    row = ",".join(example(column) for column in export.kept)
    told = receipt(load_bytes(own_store, template(export) + row.encode(), file_name(export)))
    assert (told["export"], told["provider"], told["accepted"]) == (export.name, "standard", 1)
    assert told["dropped_columns"] == []
    assert set(told["missing_columns"]) == {
        column.name for column in export.columns if column.kind == "title"
    }

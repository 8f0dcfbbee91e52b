"""Writes a provider's file block by block: CSV and Parquet as a stream, spreadsheets at the end."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.export import Column
from data.generator.dress import Dresser, Texts
from data.generator.sheets import Cell, write_ods, write_xlsx

SHEET = "Sample, not real"
NUMBERS = {str(number): number for number in range(10_000)}


class File(Protocol):
    """A file being written."""

    def append(self, texts: Texts, ragged: Sequence[str]) -> None:
        """Add rows; `ragged` are whole lines of their own (CSV only)."""

    def close(self) -> None:
        """Finish the file."""


class CsvFile:
    """A delimited text file. Cells come quoted where they need it."""

    def __init__(self, path: Path, dresser: Dresser) -> None:
        encoding = dresser.profile.encoding
        self._encoding = "utf-8" if encoding == "utf-8-sig" else encoding
        self._delimiter = dresser.how.delimiter
        self._file = path.open("wb")
        header = self._delimiter.join(map(dresser.quoted, dresser.headings)) + "\n"
        self._file.write(header.encode(encoding))

    def append(self, texts: Texts, ragged: Sequence[str]) -> None:
        """Add rows."""
        lines = pc.binary_join_element_wise(*texts.values(), self._delimiter)
        ended = pc.binary_join_element_wise(lines, "", "\n")
        # All the rows lie one after another in the array's last buffer.
        whole = memoryview(ended.buffers()[2])[: pc.sum(pc.binary_length(ended)).as_py() or 0]
        self._write(whole)
        self._write("".join(f"{line}\n" for line in ragged).encode())

    def _write(self, text: bytes | memoryview) -> None:
        same = self._encoding == "utf-8"
        self._file.write(text if same else bytes(text).decode().encode(self._encoding))

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


class ParquetFile:
    """A Parquet file of text columns."""

    def __init__(self, path: Path, dresser: Dresser) -> None:
        self._headings = dresser.headings
        schema = pa.schema([(heading, pa.string()) for heading in self._headings])
        self._writer = pq.ParquetWriter(path, schema, compression="zstd")

    def append(self, texts: Texts, ragged: Sequence[str]) -> None:  # noqa: ARG002 - one shape for all
        """Add rows."""
        table = pa.table(list(texts.values()), names=self._headings)
        self._writer.write_table(table)

    def close(self) -> None:
        """Finish the file."""
        self._writer.close()


class SheetFile:
    """A spreadsheet of one sheet, XLSX or ODS, for small files: all rows are kept until the end."""

    def __init__(self, path: Path, dresser: Dresser) -> None:
        self._path, self._format = path, dresser.how.format
        self._native = [_native(column, dresser) for column in dresser.columns]
        self._rows: list[list[Cell]] = [[*dresser.headings]]

    def append(self, texts: Texts, ragged: Sequence[str]) -> None:  # noqa: ARG002 - one shape for all
        """Add rows."""
        columns = [
            [native.get(text, text) for text in cells.to_pylist()]
            for native, cells in zip(self._native, texts.values(), strict=True)
        ]
        self._rows.extend(map(list, zip(*columns, strict=True)))

    def close(self) -> None:
        """Write the file."""
        if self._format == "ods":
            write_ods(self._path, SHEET, self._rows)
        else:
            write_xlsx(self._path, SHEET, self._rows)


def _native(column: Column, dresser: Dresser) -> Mapping[str, Cell]:
    """Texts that a spreadsheet holds as something else: days and whole numbers."""
    if column.kind == "date":
        return dresser.days(column.name)
    if column.kind == "whole":
        return NUMBERS
    return {}


def open_file(path: Path, dresser: Dresser) -> File:
    """The writer of the provider's format."""
    kinds: dict[str, Callable[[Path, Dresser], File]] = {
        "csv": CsvFile,
        "parquet": ParquetFile,
        "xlsx": SheetFile,
        "ods": SheetFile,
    }
    return kinds[dresser.how.format](path, dresser)

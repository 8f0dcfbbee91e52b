"""Template files: the standard's headings for each export type, ready to fill in."""

import csv
import io

from data.export import Export


def template(export: Export) -> bytes:
    """A CSV file with the export's headings and no rows; spreadsheets open it as UTF-8."""
    text = io.StringIO(newline="")
    # free text has no place in a file that we ask for
    csv.writer(text).writerow(column.name for column in export.kept)
    return text.getvalue().encode("utf-8-sig")


def file_name(export: Export) -> str:
    """What the template file is called."""
    return f"template_{export.name}.csv"

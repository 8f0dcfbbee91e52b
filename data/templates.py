"""Template files: the standard's headings for each export type, ready to fill in."""

import pandas as pd

from data.export import Export
from data.spreadsheets import csv_bytes


def template(export: Export) -> bytes:
    """A CSV file with the export's headings and no rows; spreadsheets open it as UTF-8."""
    # free text has no place in a file that we ask for
    return csv_bytes(pd.DataFrame(columns=[column.name for column in export.kept]))


def file_name(export: Export) -> str:
    """What the template file is called."""
    return f"template_{export.name}.csv"

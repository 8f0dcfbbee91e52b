"""Cells that the standard asks for and a provider leaves blank, or never sends."""

from collections.abc import Iterator

import pandas as pd

from data.engine import Reader
from data.senders import EVERY_MONTH
from metrics.answers.facets import item_words
from metrics.answers.fixing.fix import LEAST, Fix, Roughly, fix, share, title
from metrics.answers.fixing.spell import Spells
from metrics.answers.quality_facets import items
from metrics.answers.sendings import latest_submissions
from metrics.answers.tables import source
from metrics.answers.wording import count


def blanks(reader: Reader, roughly: Roughly, spells: Spells) -> Iterator[Fix]:
    """Each column of a provider of which more than a few cells are blank."""
    never = not_sent(reader)
    found = items(reader, "provider")
    found = found[(found["facet"] == "completeness") & (found["denominator"] > 0)]
    for _, row in _but_for_lacking_rows(found).iterrows():
        provider, export, item = row["key"], row["export"], row["item"]
        if row["blank"] < LEAST * row["denominator"]:
            continue
        if (provider, export, item) in never:
            what = (
                f"{item_words(item)} is not sent: {roughly.count(row['denominator'], export)} rows "
                f"of {title(export)} in the latest 12 months lack it."
            )
            todo = f"Add the column {item} to the export."
        else:
            part = "nearly all" if row["hidden"] else share(row["blank"], row["denominator"])
            what = (
                f"{item_words(item)} is blank in {part} of {title(export)} that should have it, "
                f"{roughly.count(row['blank'], export)} of {count(row['denominator'])} in the "
                f"latest 12 months{spells.since(provider, 'completeness', export, item)}."
            )
            todo = "Ask whoever records it why, and send these rows again once it is filled in."
        yield fix(
            *(provider, export, "blank", row["blank"], what, todo),
            check_id=f"{export}.{item}.blank",  # asks the same, of many more blanks
            column=item,
            weighed=item,
        )


def _but_for_lacking_rows(found: pd.DataFrame) -> pd.DataFrame:
    """Cells with `blank`, without those of months that never came, which a check tells.

    They are blank in every column alike, so they are as many as the fullest column lacks.
    """
    blank = found["denominator"] - found["numerator"]
    never = blank.groupby([found["key"], found["export"]]).transform("min")
    never = never.where(found["export"].isin(EVERY_MONTH), 0.0)
    return found.assign(blank=blank - never, denominator=found["denominator"] - never)


def not_sent(reader: Reader) -> set[tuple[str, str, str]]:
    """(provider, export, column) of each column asked for that the latest submission lacks."""
    found = reader.frame(
        f'SELECT submission_id, provider, export, "column" FROM {source(reader, "not_sent")}'
    )
    latest = set(latest_submissions(reader)["submission_id"])
    found = found[found["submission_id"].isin(latest)]
    return set(found[["provider", "export", "column"]].itertuples(index=False, name=None))

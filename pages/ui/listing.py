"""The list of rows that fall short in words: its table, what it points at, what it leaves out."""

import pandas as pd

from expectations.failing import MOST
from pages.ui import checks, filters, words
from pages.ui.access import Role


def listed_places(places: pd.DataFrame) -> pd.DataFrame:
    """Council areas and months as a table to read; places: closed() of metrics.results."""
    newest = places.sort_values(["month", "council"], ascending=[False, True])
    return pd.DataFrame(
        {
            "Council": newest["council"].map(filters.area_label),
            "Month": newest["month"].map(words.period),
        }
    )


def how_to_list(role: Role, check_id: str, *, anybodys: bool) -> str:
    """How a reader who sees protected numbers comes by the list of what falls short.

    anybodys: whether it was told by provider, for else it is in no provider's feedback.
    """
    check = checks.known().get(check_id)
    if check and not check.has_rows and not anybodys:
        who = "not shown here without sign-in" if role.may_load else "for analysts and stewards"
        return (
            f"Which {check.unit} these are is {who}: that nothing came is a count of nought, and "
            "small counts are not shown to everybody."
        )
    unit = check.unit if check else "rows"
    if role.may_load:
        return (
            f"Which {unit} these are is not shown here without sign-in. The feedback file of each "
            "file lists them: see Load exports, Files loaded so far. It never says what is in a "
            "row."
        )
    return (
        f"Which {unit} these are is shown to analysts and stewards only. Ask your data steward for "
        "the provider's feedback file."
    )


def pointing(rows: pd.DataFrame) -> str:
    """What the list points at; rows: failing_rows() of metrics.results."""
    if rows["row_number"].notna().any():
        return (
            "Row numbers are those of the provider's own file, whose headings are row 1. Of a "
            "reference only the start is shown; nothing else that a row holds is."
        )
    if rows[["provider", "council", "month"]].isna().all(axis=None):
        return "There is nothing to point at: no row was received."
    return (
        "What is missing, or out of the ordinary, has no row to point at: see whose month it is. "
        "The newest come first."
    )


def missing(rows: pd.DataFrame, whole: pd.Series, theirs: pd.DataFrame) -> str:
    """How many more there are than are listed, in a sentence; nothing when all are."""
    failed = theirs.loc[theirs["outcome"] == "failed", ["key", "failed"]]
    if rows["provider"].notna().any():
        # of who passes only what lies in places where the check fails is listed, which none counts
        counted, listed = failed["failed"], rows["provider"].isin(failed["key"]).sum()
    else:
        counted, listed = pd.Series([whole["failed"]]), len(rows)
    more = int(counted.astype("Int64").fillna(0).sum()) - int(listed)
    if more <= 0:
        return ""
    return f"At most {words.count(MOST)} of each file are listed: {words.count(more)} are not."


def listed(rows: pd.DataFrame) -> pd.DataFrame:
    """The list as a table to read and to download; columns that say nothing are left out."""
    names = filters.area_codes(("council",))
    areas = {code: filters.area_label(code) for code in names}
    table = pd.DataFrame(
        {
            "Provider": rows["provider"].map(words.provider, na_action="ignore"),
            "File": rows["file_name"],
            "Row in the file": rows["row_number"],
            "Reference": rows["reference"],
            "Council": rows["council"].map(areas, na_action="ignore").fillna(rows["council"]),
            "Month": rows["month"].map(words.period, na_action="ignore"),
        }
    )
    return table.dropna(axis="columns", how="all").dropna(how="all")

"""The feedback file of a submission: what its sender should mend, row by row, and how.

It tells a provider about its own rows: their numbers in its own file, its own headings, the rule.
Never a cell. Counts of its own rows are exact, since it sent them; nobody else's are in it.
"""

from collections.abc import Hashable, Mapping
from contextlib import closing
from typing import Any

import pandas as pd

from data.allowed import allowed, own_heading
from data.columns import REASONS, WHOLE_ROW
from data.export import Export, exports
from data.file_names import of_name
from data.grammar import plural
from data.near_headings import to_mend
from data.profile import Profile, profiles
from data.receipts import latest
from data.remedies import remedy
from data.store import Store
from expectations.check import Check
from expectations.failing import MOST
from expectations.suite import suites
from metrics.answers.failing import cut_short, failing_of, lacking

Receipt = Mapping[str, Any]
COLUMNS = (
    "Row in your file",  # the headings are row 1
    "Your heading",
    "Column of the standard",
    "What became of the row",
    "What is wrong",
    "What is allowed",
    "What to do",
)
REJECTED = "rejected: it is in no number"
COUNTED = "accepted and counted, but a check failed"
DOUBTFUL = "its date was read, but it keeps the dates of others from being read"
EVERY_COLUMN = "the whole row"
NEXT = "Mend these first, then load the file again."
NAMED = 5
"""File names that are suggested when one is not known."""


class UnknownSubmissionError(Exception):
    """No one submission is meant by that id or name; says what to do, never repeats a name."""


def find(store: Store, named: str) -> Receipt:
    """The receipt of a submission by its id, else the latest of its file name.

    Raises UnknownSubmissionError when there is none, and when a name is that of files of several
    providers or exports: nobody may be handed what another should mend.
    """
    receipts = store.receipts()
    found = [each for each in receipts if each["submission_id"] == named]
    # one file may have been read for two providers, and each reading is somebody's own
    found = found or of_name(receipts, named)
    if not found:
        names = [each["file_name"] for each in reversed(latest(store))][:NAMED]
        raise UnknownSubmissionError(
            "No file of that name and no submission of that id has been loaded. "
            f"The latest files loaded: {', '.join(names) or 'none yet'}."
        )
    newest = {(each["provider"], each["export"]): each for each in found}
    if len(newest) > 1:
        told = [f"{each['submission_id']} ({who}, {what})" for (who, what), each in newest.items()]
        raise UnknownSubmissionError(
            f"Files of that name came for several providers or exports: give one of these "
            f"submission ids instead of the name: {', '.join(told)}."
        )
    if found[-1]["file_name"] != named and len({each["sha256"] for each in found}) > 1:
        each_one = dict.fromkeys(str(each["file_name"]) for each in found)
        raise UnknownSubmissionError(
            "More than one file may have had that name, of which only words that name nobody are "
            f"kept: give one of these instead of the name: {', '.join(each_one)}."
        )
    return found[-1]


def feedback(store: Store, receipt: Receipt) -> pd.DataFrame:
    """Everything to mend in one submission: COLUMNS, rejected rows first, each in file order.

    After them come rows for whose date others were rejected, of each column the first few; last
    come columns that it lacks and that a heading of it may be meant to be.

    Failed checks are those of the release that Store.judging() names. Of one check at most
    expectations.failing.MOST rows are listed; where there are more, a line at the end says how
    many failed.
    """
    parts = [_rejected(store, receipt), _strays(receipt), *_failed(store, receipt)]
    near = to_mend(receipt.get("near", {}))
    lost = [of_column(receipt["export"], receipt["provider"], each) | near[each] for each in near]
    parts.append(pd.DataFrame(lost).reindex(columns=list(COLUMNS)))
    return pd.concat([each for each in parts if len(each)] or parts[:1], ignore_index=True)


def _rejected(store: Store, receipt: Receipt) -> pd.DataFrame:
    path = store.submissions / receipt["submission_id"] / "rejected.parquet"
    if not path.exists():
        return pd.DataFrame(columns=list(COLUMNS))
    rows = pd.read_parquet(path).sort_values(["row_number", "column", "reason"])
    kinds = rows[["column", "reason"]].drop_duplicates()
    told = [_about(receipt, column, reason) for column, reason in kinds.to_numpy().tolist()]
    words = kinds.assign(**pd.DataFrame(told, index=kinds.index))
    return _lines(rows, words, ["column", "reason"], REJECTED)


def _about(receipt: Receipt, column: str, reason: str) -> dict[str, str]:
    return {
        **of_column(receipt["export"], receipt["provider"], column),
        "What is wrong": REASONS.get(reason, reason),
        "What to do": remedy(reason),
    }


def _strays(receipt: Receipt) -> pd.DataFrame:
    """Rows whose date is written otherwise than the others of its column, and how many more are."""
    found = []
    for column, odd in receipt.get("strays", {}).items():
        about = {
            **of_column(receipt["export"], receipt["provider"], column),
            "What is wrong": f"The date can only have the {odd['first']} first, and most dates of "
            "this column that can be told have not.",
            "What to do": remedy("ambiguous_date"),
        }
        rows = [] if odd["away"] else odd["rows"]
        found += [
            {**about, "Row in your file": n, "What became of the row": DOUBTFUL} for n in rows
        ]
        if rows and (more := odd["count"] - len(rows)):
            found.append(
                {**about, "What is wrong": f"{plural(more, 'more row')} of the same kind."}
            )
    return pd.DataFrame(found).reindex(columns=list(COLUMNS))


def _failed(store: Store, receipt: Receipt) -> list[pd.DataFrame]:
    """Rows that failed checks; checks of which more failed than are listed; and lacking months."""
    release_id = store.judging()
    if release_id is None:
        return []
    with closing(store.open(release_id, exact=True)) as reader:
        rows = failing_of(reader, receipt["submission_id"])
        short = cut_short(reader, receipt["submission_id"], MOST)
        months = lacking(reader, receipt["provider"])
    checks = {check.id: check for suite in suites(exports()) for check in suite.checks}
    kinds = rows[["check_id"]].drop_duplicates()
    kinds = kinds[kinds["check_id"].isin(checks)]
    told = [
        {
            **of_column(receipt["export"], receipt["provider"], column_of(check_id)),
            "What is wrong": f"This should hold, and does not: {checks[check_id].title}.",
            "What to do": checks[check_id].for_provider,
        }
        for check_id in kinds["check_id"]
    ]
    words = kinds.assign(**pd.DataFrame(told, index=kinds.index))
    more = short[(short["of_file"] > short["listed"]).fillna(True)]
    ends = [
        {
            "What is wrong": f"{_how_many(each)}: {checks[each['check_id']].title}.",
            "What to do": NEXT,
        }
        for each in more[more["check_id"].isin(checks)].to_dict("records")
    ]
    last = pd.DataFrame(ends).reindex(columns=list(COLUMNS))
    found = [_lines(rows, words, ["check_id"], COUNTED), last]
    newest = [each["submission_id"] for each in latest(store) if _alike(each, receipt)]
    # what never came lies in no file: it is said of the latest one
    is_newest = newest[-1:] == [receipt["submission_id"]]
    return [*found, _months(months, receipt, checks)] if is_newest else found


def _alike(one: Receipt, other: Receipt) -> bool:
    """Whether two files are of one provider and export."""
    return all(one[name] == other[name] for name in ("provider", "export"))


def _months(found: pd.DataFrame, receipt: Receipt, checks: Mapping[str, Check]) -> pd.DataFrame:
    """A line for each stretch of months of the export that fails a check and lies in no row.

    found: what lacking() returned.
    """
    lines = [
        {
            "What is wrong": f"{span}: this should hold, and does not: {check.title}.",
            "What to do": check.for_provider,
        }
        for check_id, spans in found.itertuples(index=False)
        if (check := checks.get(check_id)) and check.export == receipt["export"]
        for span in spans
    ]
    return pd.DataFrame(lines).reindex(columns=list(COLUMNS))


def _how_many(short: Mapping[Hashable, Any]) -> str:
    """How many rows failed a check, as far as it was counted; short: a row of cut_short()."""
    listed, of_file, of_provider = (short[each] for each in ("listed", "of_file", "of_provider"))
    if pd.notna(of_file):
        return f"{of_file:,} rows of this file failed this, and the first {listed:,} are listed"
    if pd.notna(of_provider):
        return (
            f"{of_provider:,} rows of all your files failed this, and the first {listed:,} of this "
            "file are listed"
        )
    return f"The first {listed:,} rows that failed this are listed, and there may be more"


def _lines(rows: pd.DataFrame, words: pd.DataFrame, on: list[str], became: str) -> pd.DataFrame:
    found = rows.merge(words, on=on, how="inner") if len(words) else rows.iloc[:0]
    found = found.rename(columns={"row_number": "Row in your file"})
    return found.assign(**{"What became of the row": became}).reindex(columns=list(COLUMNS))


def column_of(check_id: str) -> str:
    """The column that a check is about, by its id: referrals.council.allowed is about council."""
    export, _, rest = check_id.partition(".")
    name = rest.partition(".")[0]
    known = export in exports() and name in {each.name for each in exports()[export].columns}
    return name if known else WHOLE_ROW


def of_column(export_name: str, provider: str, column: str) -> dict[str, str]:
    """The provider's own heading of a column, the standard's name, and what is allowed."""
    export, profile = exports()[export_name], profiles().get(provider)
    names = {each.name for each in export.kept}
    if column not in names:
        return _told(EVERY_COLUMN, "", "")
    if profile is None or export_name not in profile.exports:
        return _told("", column, "")
    return _told(_heading(export, column, profile), column, _allowed(export, column, profile))


def _told(heading: str, column: str, allowed: str) -> dict[str, str]:
    return {
        "Your heading": heading,
        "Column of the standard": column,
        "What is allowed": allowed,
    }


def _heading(export: Export, column: str, profile: Profile) -> str:
    return own_heading(column, profile.exports[export.name]) or "not in your file"


def _allowed(export: Export, column: str, profile: Profile) -> str:
    return allowed(export, export.column(column), profile)

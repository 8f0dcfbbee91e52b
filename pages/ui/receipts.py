"""What became of files that were loaded, in words: receipts, and what waits to be published."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from data import receipts as told
from data.allowed import heading_of
from data.columns import REASONS
from data.export import exports
from data.grammar import capital, plural
from data.lookups import HOW
from data.personal import refused
from data.personal.announced import BY_HEADING
from data.profile import profiles
from data.receipts import latest
from data.resolution import UNKNOWN
from data.store import Store
from pages.ui import spoken, words

Receipt = Mapping[str, Any]
MANY = 0.05
"""With more than a twentieth of a file's rows rejected, its sender is to be told first."""


def of_files(store: Store, hashes: Collection[str]) -> list[Receipt]:
    """Receipts of the files with these SHA-256 sums, each as it was read last."""
    return [each for each in latest(store) if each["sha256"] in hashes]


def has_feedback(store: Store, receipt: Receipt) -> bool:
    """Whether there may be something to mend: rows or a column lost, or rows judged."""
    release_id = store.judging()
    judged = store.manifest(release_id)["submissions"] if release_id else []
    mine = receipt["submission_id"]
    lost = receipt["reasons"] or receipt.get("near")
    return bool(lost) or any(each["submission_id"] == mine for each in judged)


def headline(count_waiting: int, held_back: bool, dates: str = "", gone: int = 0) -> str:
    """Where loading and publishing stand, in a sentence; dates: what regimes.waits() says.

    gone: how many files were taken back and are still in the published release.
    """
    if held_back:
        return "A release was held back: a critical check failed, and somebody has to decide"
    files = plural(count_waiting, "file is", "files are")
    back = plural(gone, "file was taken back and is", "files were taken back and are")
    parts = [f"{files} loaded and not yet published"] if count_waiting else []
    parts += [f"{back} still published"] if gone else []
    if parts:
        return "; ".join(parts)
    if dates:
        return dates.rstrip(".")
    return "Everything that was loaded is published"


def sentence(receipt: Receipt) -> str:
    """What was recognised, what became of its rows, and which days they run over."""
    if not receipt["first_day"]:
        return told.sentence(receipt)
    first, last = words.day(receipt["first_day"]), words.day(receipt["last_day"])
    days = f"They are all of {first}." if first == last else f"They run from {first} to {last}."
    return f"{told.sentence(receipt)} {days}"


def decided(receipt: Receipt) -> list[str]:
    """What was decided from whole columns, and likely slips, for a person to look at."""
    return [*receipt.get("notes", ()), *told.slips(receipt)]


def read_as(receipt: Receipt) -> list[str]:
    """Why the file was taken for what it is, and which columns it has too many or has not."""
    parts = [receipt["recognised"]] if receipt.get("recognised") else []
    if receipt["dropped_columns"]:
        parts.append(
            "Dropped and not stored, because the standard does not list them: "
            f"{', '.join(receipt['dropped_columns'])}."
        )
    return [*parts, *told.not_sent(receipt)]


def next_step(found: Sequence[Receipt], waiting: Sequence[Receipt]) -> str:
    """What comes next for files that were just loaded, in a sentence."""
    if not any(each["accepted"] for each in found):
        return "Nothing of this can be published: put right what is said above, and load it again."
    ids = {each["submission_id"] for each in waiting}
    if not any(each["submission_id"] in ids for each in found):
        return "All that was accepted of this is published already."
    if any(each.get("personal") or each["rejected"] > MANY * each["rows_read"] for each in found):
        return (
            "Next: give the feedback to whoever sent these files, since much of them was left out. "
            "The accepted rows can be published below meanwhile; until then nobody sees them."
        )
    return (
        "Next: read the above, then publish the accepted rows below. Until then nobody sees them."
    )


def resolved(receipt: Receipt) -> pd.DataFrame:
    """Columns of areas and organisations, and in how many rows each was found in which way."""
    ways = (*HOW, UNKNOWN)
    rows = [
        {"Column": column, **{way.capitalize(): found.get(way, 0) for way in ways}}
        for column, found in receipt["resolved"].items()
    ]
    return pd.DataFrame(rows)


def systems() -> dict[str, str]:
    """What a file may be read as, by what the command takes: system and export, in words."""
    return {
        f"{profile.provider}:{name}": f"{profile.title}: {exports()[name].title.lower()}"
        for profile in profiles().values()
        for name in profile.exports
    }


def reasons(receipt: Receipt) -> pd.DataFrame:
    """Why rows were rejected, the most frequent first; a row may have several reasons."""
    rows = [
        {
            "Heading": heading_of(receipt["provider"], receipt["export"], column),
            "Column of the standard": column,
            "Reason": REASONS.get(reason, reason),
            "Rows": number,
        }
        for column, found in receipt["reasons"].items()
        for reason, number in found.items()
    ]
    found = pd.DataFrame(rows, columns=["Heading", "Column of the standard", "Reason", "Rows"])
    return found.sort_values("Rows", ascending=False, kind="stable")


def found_or_announced(receipt: Receipt) -> str:
    """Whether personal data was sent, or only columns that are made for it."""
    kinds = {kind for kinds in receipt["personal"].values() for kind in kinds}
    if all(kind.endswith(BY_HEADING) for kind in kinds):
        return "Columns made for personal data or notes were sent. Nothing of them was kept."
    return "Personal data was sent. None of it was kept."


def personal(receipt: Receipt) -> pd.DataFrame:
    """What was found that tells who somebody is, by column: what the rows hold, then headings."""
    rows = [
        {"Column": place, "Found, in how many rows": capital(refused.told(_in_order(kinds)))}
        for place, kinds in receipt.get("personal", {}).items()
    ]
    return pd.DataFrame(rows, columns=["Column", "Found, in how many rows"])


def _in_order(kinds: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(kinds.items(), key=lambda kind: kind[0].endswith(BY_HEADING)))


def releases(store: Store) -> pd.DataFrame:
    """Every release, the newest first, as a table to read."""
    published = store.published()
    manifests = [store.manifest(each) for each in reversed(store.release_ids())]
    return pd.DataFrame(
        {
            "Release": [each["release_id"] for each in manifests],
            "State": [_state(each, published) for each in manifests],
            "Data as at": [words.day(each["as_at"]) for each in manifests],
            "Built": [words.day(each["built_at"]) for each in manifests],
            "Files": [len(each["submissions"]) for each in manifests],
            "Checks passed": [each["checks"]["passed"] for each in manifests],
            "Not passed": [
                each["checks"]["failed"] + each["checks"]["errored"] for each in manifests
            ],
            "Accepted with a reason": [
                "; ".join(
                    f"{spoken.on_a_page([id])[0]}: {why}" for id, why in each["accepted"].items()
                )
                for each in manifests
            ],
        }
    )


def _state(manifest: Mapping[str, Any], published: str | None) -> str:
    if manifest["release_id"] == published:
        return "● published"
    return "⊘ held back" if manifest["withheld"] else "○ earlier"

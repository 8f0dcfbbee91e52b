"""What receipts say in words, and which submissions wait to be published, or to leave."""

from collections.abc import Mapping
from typing import Any

from data.export import exports
from data.grammar import plural
from data.overtaken import as_it_counts
from data.personal.refused import to_do, told
from data.reference_key import outdated
from data.rows import used
from data.shortfall import as_it_stands
from data.store import Store

Receipt = Mapping[str, Any]
NEW = "not in the published release"
SAMPLE = "sample: left out as soon as a real export is loaded"


def sentence(receipt: Receipt) -> str:
    """What a file was recognised as, what became of its rows, and whether it is a sample."""
    title, read = exports()[receipt["export"]].title.lower(), receipt["rows_read"]
    found = (
        f"Recognised as {title} from {receipt['profile']}. {plural(read, 'row')} read: "
        f"{receipt['accepted']:,} accepted, {receipt['rejected']:,} rejected, "
        f"{plural(receipt['repeats'], 'exact repeat')}."
    )
    if receipt.get("chosen"):
        found = found.replace("Recognised as", "Read, as was asked for, as", 1)
    if receipt["sample"]:
        found += f" By its name it is a {SAMPLE}. Rename it and load it again if it is real."
    return found


def not_sent(receipt: Receipt) -> list[str]:
    """Which columns of the standard the file has not, in a sentence; nothing when it has all.

    A division is worked out from the council, so a file need not have it.
    """
    kinds = {each.name: each.kind for each in exports()[receipt["export"]].columns}
    missing = [each for each in receipt["missing_columns"] if kinds.get(each) != "division"]
    return [f"Not sent, and so in no number of this file: {', '.join(missing)}."] if missing else []


def slips(receipt: Receipt) -> list[str]:
    """Which of our names unknown areas and organisations may be meant to be, a sentence a column.

    For a person to check and put right at the source: nothing was guessed.
    """
    return [
        f"Unknown in {column}, but close to a known name: "
        + ", ".join(f"to {name} in {plural(rows, 'row')}" for name, rows in names.items())
        + ". Nothing was guessed: put them right in the file, if so, and load it again."
        for column, names in receipt.get("suggested", {}).items()
    ]


def personal(receipt: Receipt) -> list[str]:
    """What was found that tells who somebody is, by column, and what the provider should change.

    Nothing when nothing was found.
    """
    found = receipt.get("personal", {})
    if not found:
        return []
    kept = [column.name for column in exports()[receipt["export"]].kept]
    return [*(f"{place}: {told(kinds)}" for place, kinds in found.items()), to_do(found, kept)]


def waiting(store: Store) -> list[Receipt]:
    """Receipts of what a release made now would hold and the published one does not, newest first.

    With those of which rows were taken back, or put back, since.

    An export without an accepted row waits for nothing.
    """
    published, receipts = store.published(), store.receipts()
    known = store.manifest(published)["submissions"] if published else []
    made_of = {each["submission_id"]: each.get("taken_back") for each in known}
    return [
        as_it_counts(as_it_stands(each, receipts), receipts)
        for each in reversed(used(receipts))
        if each["accepted"] and made_of.get(each["submission_id"], NEW) != each.get("taken_back")
    ]


def taken_back(store: Store) -> list[str]:
    """Names of files that the published release holds though they were withdrawn since."""
    published = store.published()
    held = store.manifest(published)["submissions"] if published else []
    there = {each["sha256"] for each in store.receipts()}
    return [each["file_name"] for each in held if each["sha256"] not in there]


def releasable(store: Store) -> bool:
    """Whether there is a row left that a release could be made of."""
    return any(each["accepted"] for each in used(store.receipts()))


def samples_left_out(store: Store) -> list[Receipt]:
    """Receipts of samples that no release will hold, since real exports are there."""
    receipts = store.receipts()
    real = any(not each["sample"] for each in receipts)
    return [each for each in receipts if real and each["sample"]]


def latest(store: Store) -> list[Receipt]:
    """The receipt of the latest reading of each file, oldest first."""
    receipts = store.receipts()
    found = {each["sha256"]: each for each in receipts}
    return [as_it_counts(as_it_stands(each, receipts), receipts) for each in found.values()]


def held_back(store: Store) -> Mapping[str, Any] | None:
    """The newest release's manifest when its checks held it back, else None."""
    newest = next(reversed(store.release_ids()), None)
    manifest = store.manifest(newest) if newest else None
    return manifest if manifest and manifest["withheld"] else None


def not_as_now(store: Store) -> list[str]:
    """What holds references that join with nothing: what to load again, and what may be deleted."""
    receipts = store.receipts()
    again = [each["submission_id"] for each in outdated(used(receipts))]
    return [
        f"{each['file_name']}: holds references that "
        + ("are hashed in an earlier way: " if each.get("key_id") else "can be read: ")
        + (
            "load this file again before the next release, then delete"
            if each["submission_id"] in again
            else "it is not used any more: delete"
        )
        + f" the folder {store.submissions / each['submission_id']}"
        for each in outdated(receipts)
    ]

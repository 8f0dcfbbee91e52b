"""A receipt as lines of plain text, what its reasons mean, and what to do next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from data.allowed import heading_of
from data.columns import REASONS
from data.receipts import not_sent, personal, slips

Receipt = Mapping[str, Any]
LOOK = "Look at this first: "


def lines(receipt: Receipt) -> Iterator[str]:
    """What became of a file, below the sentence that says so."""
    yield from (f"{LOOK}{sentence}" for sentence in receipt.get("warnings", ()))
    yield from (receipt["recognised"], *receipt["notes"])
    for column, ways in receipt["resolved"].items():
        yield f"{column} found by: {', '.join(f'{way} {n:,}' for way, n in ways.items())}"
    for column, reasons in receipt["reasons"].items():
        told = ", ".join(f"{reason} {rows:,}" for reason, rows in reasons.items())
        theirs = heading_of(receipt["provider"], receipt["export"], column)
        named = f"{column} (“{theirs}”)" if theirs and theirs != column else column
        yield f"rejected for {named}: {told}"
    yield from slips(receipt)
    if receipt["dropped_columns"]:
        yield f"columns that the standard does not have: {', '.join(receipt['dropped_columns'])}"
    yield from not_sent(receipt)
    *found, to_do = personal(receipt) or [""]
    yield from (f"found, and not kept: {line}" for line in found)
    if to_do:
        yield to_do


def meanings(receipts: Iterable[Receipt]) -> list[str]:
    """What each reason that was given means, once."""
    given = {
        reason
        for receipt in receipts
        for reasons in receipt["reasons"].values()
        for reason in reasons
    }
    told = [f"  {reason}: {REASONS[reason]}" for reason in REASONS if reason in given]
    return ["What the reasons mean:", *told] if told else []


def next_steps(receipts: Sequence[Receipt]) -> Iterator[str]:
    """What to do with what was loaded: tell providers what to mend, and publish."""
    names = [*dict.fromkeys(each["file_name"] for each in receipts if each["rejected"])]
    if names:
        said = (
            "To tell the provider what to mend, row by row"
            if len(names) == 1
            else f"Rows of {len(names)} files were rejected. To tell a provider which, such as"
        )
        yield f'{said}: python -m data feedback "{names[0]}"'
    if any(each["accepted"] for each in receipts):
        yield "Nobody sees these rows yet. To publish them: python -m data release"


def without_effect(latest: Iterable[Receipt]) -> Iterator[str]:
    """Files of which no row was accepted, which wait for nothing, and why that was."""
    for each in latest:
        if not each["accepted"] and each["rows_read"]:
            why = " ".join(each.get("warnings", ())) or "See its rejected rows."
            yield f"{each['file_name']}: no row was accepted, so it counts nowhere. {why}"

"""The data dictionary: what each export holds, worked out from its record."""

from collections.abc import Iterable

import pandas as pd

from data.allowed import date_style
from data.columns import REASONS
from data.export import Column, Export
from data.profile import profiles
from data.reference import organisations
from data.variants import NOT_KNOWN, NOTHING, variants_of
from pages.ui import words

KINDS = {
    "reference": "identifier: letters, digits and / _ . - with at least one digit, 40 at most",
    "edition": "number of an edition, as 1.0, v2, rules-3 or a year",
    "date": "day",
    "month": "month",
    "whole": "whole number, never negative",
    "code": "one of the codes",
    "ordinal": "one of the codes, lowest first",
    "council": "council area: current or superseded GSS code, name or known variant",
    "division": "police division: GSS code, name or letter",
    "organisation": "organisation: code or name on the register",
    "councils": "council areas, separated by ;",
    "organisations": "organisations, separated by ;",
    "title": "free text, which is never kept",
}


def _written(texts: Iterable[str]) -> str:
    """Texts as they are typed: in Markdown two hyphens become a dash."""
    return ", ".join(f"`{text}`" for text in texts)


ALSO_WRITTEN = (
    "A code may be written in capitals, with spaces or hyphens, or in another way that people use. "
    "Not known may be an empty cell, the system's own word (listed below) or one of "
    f"{_written(NOT_KNOWN)}; where things are counted, {_written(NOTHING)} are rejected instead, "
    "since they may mean zero."
)
HOW_READ = (
    "Dates are read in the style that the system writes, and as YYYY-MM-DD. If enough dates of a "
    "column cannot be in that order, as 03/25/2024 cannot be day first, the whole column is read "
    "in the other order and the receipt says so. Dates that could be two days are rejected if the "
    "column contradicts itself, if nothing tells the order, or if the column tells nothing and "
    "another of the file is not in the system's order; so are those whose day may be a year of two "
    "digits, and those whose day and month a spreadsheet program seems to have swapped. A time of "
    "day is not kept. A month may be given as its first or last day.\n\nA council is found by its "
    "current or superseded code, its name in English or Gaelic, or a known variant, with or "
    "without words such as Council and City of. The receipt counts each way. A misspelt name is "
    "rejected, and the receipt suggests the known name that it may be a slip of."
)
HOW_RECOGNISED = (
    "A profile maps the headings and codes of a system to the standard. Files in the standard's "
    "own headings, such as a filled-in template, are read too. A file's headings are compared with "
    "every profile; the receipt says why one was taken and which came next. The other headings, "
    "and codes that people type instead, are assumptions until a provider confirms them. For a "
    "system that is not here, `python -m data profile FILE` drafts a profile for a person to "
    "finish and to save in the folder `profiles` of the store."
)


def columns(export: Export) -> pd.DataFrame:
    """Every column of an export: what it is, what is allowed, whether it must be given."""
    return pd.DataFrame(
        {
            "Column": [column.name for column in export.columns],
            "Meaning": [column.note for column in export.columns],
            "Holds": [KINDS[column.kind] for column in export.columns],
            "Rules": ["; ".join(_rules(column)) for column in export.columns],
            "Must be given": ["yes" if column.required else "" for column in export.columns],
        }
    )


def _rules(column: Column) -> list[str]:
    rules = {
        ", ".join(column.allowed): bool(column.allowed),
        f"not after {column.not_after}": column.not_after is not None,
        f"not before {column.not_before}": column.not_before is not None,
        "not in the future": column.not_future,
        f"no more than {column.part_of}": column.part_of is not None,
        "the receiver's word is taken": column.told_by == "receiver",
        "kept as a keyed hash": column.hashed,
    }
    return [rule for rule, applies in rules.items() if applies]


def systems() -> pd.DataFrame:
    """Every provider system and what it sends, from the profiles."""
    rows = [
        {
            "System": profile.title,
            "Sends": ", ".join(name.replace("_", " ") for name in profile.exports),
            "Dates as": ", ".join(map(date_style, profile.date_styles)),
            "Not known is": ", ".join(["an empty cell", *filter(None, profile.blank)]),
            "Recognised by": "; ".join(
                f"{name.replace('_', ' ')}: {', '.join(each.recognise)}"
                for name, each in profile.exports.items()
            ),
        }
        for profile in profiles().values()
    ]
    return pd.DataFrame(rows)


def headings(provider: str) -> pd.DataFrame:
    """Which heading of a system means which column, and how its codes are read."""
    rows = [
        {
            "Export": name.replace("_", " "),
            "Heading": heading,
            "Other headings": ", ".join(
                other for other, to in each.aliases.items() if to == column
            ),
            "Column": column,
            "Codes": ", ".join(
                f"{theirs} is {ours}"
                for told in (each.codes, each.variants)
                for theirs, ours in told.get(column, {}).items()
            ),
        }
        for name, each in profiles()[provider].exports.items()
        for heading, column in each.headings.items()
    ]
    return pd.DataFrame(rows, columns=["Export", "Heading", "Other headings", "Column", "Codes"])


def everywhere(export: Export) -> pd.DataFrame:
    """What may be written for each code of an export, whoever sends it, and for not known."""
    rows = [
        {
            "Column": column.name,
            "Code": code,
            "Also written": ", ".join(
                text for text, to in variants_of(column).items() if to == code != text
            ),
        }
        for column in export.columns
        for code in column.allowed
    ]
    return pd.DataFrame(rows, columns=["Column", "Code", "Also written"])


def reasons() -> pd.DataFrame:
    """Why a row may be rejected, in words, by its code."""
    return pd.DataFrame({"Code": list(REASONS), "Means": list(REASONS.values())})


def register() -> pd.DataFrame:
    """The register of organisations as a table to read."""
    found = organisations()
    return pd.DataFrame(
        {
            "Organisation": found["org_name"],
            "Code": found["org_code"],
            "Sector": found["sector"],
            "Competent authority": found["competent_authority"],
        }
    )


def grain(export: Export) -> str:
    """What one row of an export is, and what makes it unlike any other."""
    return (
        f"{export.grain.capitalize()}. A row is known by its provider and "
        f"{words.listed(export.key)}: a later file with the same replaces it."
    )

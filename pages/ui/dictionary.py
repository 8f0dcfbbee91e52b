"""The data dictionary: what each export holds, worked out from its record."""

import pandas as pd

from data.columns import REASONS
from data.export import Column, Export
from data.profile import profiles
from data.reference import organisations
from pages.ui import words

KINDS = {
    "reference": "identifier: letters, digits and / _ . - with at least one digit, 40 at most",
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
            "Dates as": ", ".join(map(_date_style, profile.date_styles)),
            "Recognised by": "; ".join(
                f"{name.replace('_', ' ')}: {', '.join(each.recognise)}"
                for name, each in profile.exports.items()
            ),
        }
        for profile in profiles().values()
    ]
    return pd.DataFrame(rows)


def _date_style(style: str) -> str:
    if style == "excel":
        return "Excel day numbers"
    parts = {"%d": "dd", "%m": "mm", "%Y": "yyyy", "%y": "yy", "%b": "Mon", "%H:%M": "hh:mm"}
    for code, text in parts.items():
        style = style.replace(code, text)
    return style


def headings(provider: str) -> pd.DataFrame:
    """Which heading of a system means which column, and how its codes are read."""
    rows = [
        {
            "Export": name.replace("_", " "),
            "Heading": heading,
            "Column": column,
            "Codes": ", ".join(
                f"{theirs} is {ours}" for theirs, ours in each.codes.get(column, {}).items()
            ),
        }
        for name, each in profiles()[provider].exports.items()
        for heading, column in each.headings.items()
    ]
    return pd.DataFrame(rows, columns=["Export", "Heading", "Column", "Codes"])


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

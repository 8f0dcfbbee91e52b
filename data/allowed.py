"""What a column of a provider's file may hold, in words, as that provider's system writes it."""

from collections.abc import Iterator

from data.codes import FIRST_DAY, LONG_AGO
from data.dates.styles import EXCEL
from data.export import Column, Export
from data.grammar import capital
from data.profile import Profile, ProfileExport, profiles

PARTS = {"%d": "dd", "%m": "mm", "%Y": "yyyy", "%y": "yy", "%b": "Mon", "%B": "Month"} | {
    "%a": "Day",
    "%A": "Weekday",
    "%H": "hh",
    "%M": "mm",
    "%S": "ss",
}
LOOKED_UP = {
    "council": "the name or code of one of Scotland's 32 council areas",
    "councils": "names or codes of council areas, separated by ;",
    "division": "the name, code or letter of a police division",
    "organisation": "the name or code of an organisation on the register",
    "organisations": "names or codes of organisations on the register, separated by ;",
}


def date_style(style: str) -> str:
    """A strptime format as people write it: dd/mm/yyyy."""
    if style == EXCEL:
        return "Excel day numbers"
    for code, text in PARTS.items():
        style = style.replace(code, text)
    return style


def own_heading(column: str, how: ProfileExport) -> str:
    """What the provider's system calls a column of the standard; empty when it has no such one."""
    return " or ".join(theirs for theirs, ours in how.headings.items() if ours == column)


def heading_of(provider: str, export: str, column: str) -> str:
    """What a file of a provider calls a column of the standard; "" where no profile says."""
    profile = profiles().get(provider)
    how = profile.exports.get(export) if profile else None
    return own_heading(column, how) if how else ""


def allowed(export: Export, column: Column, profile: Profile) -> str:
    """A sentence on what a cell of the column may hold; codes as the provider writes them."""
    how = profile.exports[export.name]
    parts = [_kind(column, profile, how), *_limits(column, how)]
    if not column.required:
        parts.append("or empty when it is not known")
    told = "; ".join(part for part in parts if part)
    return f"{capital(told)}."


def _kind(column: Column, profile: Profile, how: ProfileExport) -> str:
    match column.kind:
        case "reference":
            return (
                "an identifier of up to 40 letters, digits and / _ . - with at least one digit, "
                "and nothing that says who somebody is"
            )
        case "edition":
            return "the number of an edition, as 1.0, v2, rules-3 or a year"
        case "date":
            return f"a date as {_styles(profile.date_styles, 'yyyy-mm-dd')}"
        case "month":
            return f"a month as {_styles(profile.month_styles, 'yyyy-mm')}"
        case "whole":
            return "a whole number from 0 to 9,999,999"
        case "code" | "ordinal":
            return f"one of {', '.join(_codes(column, how))}"
        case _:
            return LOOKED_UP.get(column.kind, "")


def _styles(styles: tuple[str, ...], always: str) -> str:
    return " or ".join(dict.fromkeys([*map(date_style, styles), always]))


def _codes(column: Column, how: ProfileExport) -> Iterator[str]:
    """Each allowed code as the provider writes it and what it means, else as the standard."""
    theirs = how.codes.get(column.name, {})
    for code in column.allowed:
        own = [told for told, meant in theirs.items() if meant == code]
        plain = any(told.lower().replace(" ", "_") == code for told in own)
        yield " or ".join(own or [code]) + ("" if plain or not own else f" ({code})")


def _limits(column: Column, how: ProfileExport) -> Iterator[str]:
    def named(other: str) -> str:
        return own_heading(other, how) or other

    if column.kind in ("date", "month"):
        first = LONG_AGO if column.long_ago else FIRST_DAY
        yield f"from {first.day} {first:%B %Y} on"
    if column.not_future:
        yield "not after the day the file is loaded"
    if column.not_after:
        yield f"not after {named(column.not_after)}"
    if column.not_before:
        yield f"not before {named(column.not_before)}"
    if column.part_of:
        yield f"not more than {named(column.part_of)}"

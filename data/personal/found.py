"""Looks for every kind of personal data in a text."""

from collections.abc import Sequence
from contextlib import closing

from data.engine import build, quoted
from data.personal import birth_date, chi, email_address, ni_number, phone, plain, postcode
from data.personal.kind import Kind

KINDS: tuple[Kind, ...] = (
    chi.KIND,
    ni_number.KIND,
    email_address.KIND,
    phone.KIND,
    postcode.KIND,
    birth_date.KIND,
)
NO_DATES: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind is not birth_date.KIND)
"""For a column of dates, where a date is what was asked for."""

OF_DOCUMENTS: tuple[Kind, ...] = (*NO_DATES, birth_date.BY_WORD)
"""For what stands beside rows that are about no person."""


def maybe_sql(text: str, kinds: Sequence[Kind] = KINDS) -> str:
    """A SQL predicate, cheap and true of few harmless texts: it is worth a closer look."""
    either = "|".join((plain.MAYBE, *(kind.maybe for kind in kinds)))
    return f"regexp_matches({text}, {quoted(either)})"


def kinds_sql(text: str, kinds: Sequence[Kind] = KINDS) -> str:
    """A SQL expression of a list: the names of the kinds that the text expression holds.

    `text` must be cheap, such as a column's name, and plain (data/personal/plain.py).
    """
    cases = (
        f"CASE WHEN {maybe_sql(text, [kind])} AND {kind.sql(text)} THEN {quoted(kind.name)} END"
        for kind in kinds
    )
    return f"list_filter([{', '.join(cases)}], lambda k: k IS NOT NULL)"


def personal_sql(text: str) -> str:
    """A SQL predicate: the text expression holds personal data of any kind."""
    any_kind = " OR ".join(f"({kind.sql(text)})" for kind in KINDS)
    return f"({maybe_sql(text)} AND ({any_kind}))"


def found_in(texts: Sequence[str]) -> list[list[str]]:
    """The kinds of personal data that each of some texts holds."""
    asked = (
        f"SELECT CASE WHEN {maybe_sql('text')} THEN {kinds_sql('plain')} ELSE [] END "
        f"FROM (SELECT text, {plain.plain_sql('text')} AS plain, place "
        "FROM (SELECT unnest(?) AS text, generate_subscripts(?, 1) AS place)) ORDER BY place"
    )
    with closing(build()) as connection:
        rows = connection.execute(asked, [list(texts), list(texts)]).fetchall()
    return [list(kinds) for (kinds,) in rows]

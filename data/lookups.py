"""Finds the code of a council, division or organisation from however a provider writes it."""

from collections.abc import Hashable, Iterator, Mapping, Sequence

import pandas as pd

from data import reference
from data.engine import Connection

# Each list kind is looked up in the names of its single kind.
NAMES_OF = {
    "council": "council",
    "councils": "council",
    "division": "division",
    "organisation": "organisation",
    "organisations": "organisation",
}
LISTS = ("councils", "organisations")


def fill_names(connection: Connection) -> None:
    """Make `names`: kind, folded text, code; from codes (superseded too), names and variants."""
    found = pd.DataFrame(_names(), columns=["kind", "text", "code"])
    connection.register("found", found)
    folded = folded_sql("text")
    connection.execute(
        f"CREATE TABLE names AS SELECT DISTINCT kind, {folded} AS folded, code FROM found"
    )
    connection.unregister("found")
    councils = reference.councils()[["council_code", "division_code"]]
    connection.register("found", councils)
    connection.execute("CREATE TABLE division_of AS SELECT * FROM found")
    connection.unregister("found")


def folded_sql(text: str) -> str:
    """A SQL expression: the text without case, accents and punctuation; & is and."""
    plain = f"replace(strip_accents(lower({text})), '&', ' and ')"
    joined = f"regexp_replace({plain}, '[''\\x{{2019}}]', '', 'g')"  # Women's is Womens
    return f"trim(regexp_replace({joined}, '[^a-z0-9]+', ' ', 'g'))"


def _names() -> Iterator[tuple[str, str, str]]:
    """Every (kind, text, code) that a provider may mean."""
    for row in _records(reference.councils()):
        code, old = row["council_code"], _split(row["superseded_codes"])
        texts = (code, row["council_name"], *old, *_split(row["name_variants"]))
        yield from (("council", text, code) for text in texts)
        yield from (("organisation", text, code) for text in old)
    for row in _records(reference.divisions()):
        code = row["division_code"]
        for text in (code, row["division_name"], row["letter"]):
            yield "division", text, code
    for row in _records(reference.organisations()):
        code = row["org_code"]
        for text in (code, row["org_name"], *_split(row["name_variants"])):
            yield "organisation", text, code


def _records(table: pd.DataFrame) -> Sequence[Mapping[Hashable, str]]:
    return table.to_dict("records")


def _split(texts: str) -> list[str]:
    return [text for text in texts.split("|") if text]

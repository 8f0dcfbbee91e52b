"""What is done about personal data, and how much of it is found: a part of the data standard."""

import pandas as pd
import streamlit as st

from data.detection import detection_rates
from data.grammar import capital
from data.settings import settings
from pages.ui import panels


def section() -> None:
    """What is looked for, what becomes of it, and how well it is found."""
    rates = detection_rates()
    st.header("Personal data that was sent by mistake", anchor=False)
    st.markdown(
        "Every text of a file is looked at before anything is stored, in columns that the standard "
        "does not list too: for CHI and National Insurance numbers, email addresses, UK phone "
        "numbers, postcodes and dates of birth. Headings that announce names, addresses, contact "
        "details or notes are pointed out.\n\n"
        "- A column that the standard does not list is dropped; the receipt says what was in it.\n"
        "- In a column of the standard the row is rejected, and the value is not kept.\n"
        f"- A file in which more than {100 * settings().personal_share:.3g} % of rows, and more "
        "than one row, hold something is refused whole, with what to change.\n"
        "- Rows that could not be read count as well. Titles, notes, comments on cells and other "
        "sheets of a workbook are looked at too: nothing of them is kept, and the receipt says "
        "where something stood.\n"
        "- References of every kind are kept as keyed hashes: they join, but lead nowhere "
        "outside.\n"
        "- Of a file's name only words that name nobody are kept.\n\n"
        "A name, or a date of birth written as a plain number, cannot be told from a code by its "
        "shape and is not found. Nor are a CHI number without its first nought among other numbers "
        "of nine digits, and phone numbers of other countries."
    )
    st.markdown("How much is found, of made-up texts that hold such data in the ways people write:")
    panels.table_of(found(rates), "How much of what people write is found, on made-up data")
    st.markdown(_falsely(rates))
    panels.behind(None, falsely_found(rates), "Harmless texts that are falsely found")


def _falsely(rates: pd.DataFrame) -> str:
    harmless = rates[rates["sort"] == "harmless"]
    most = (100 * harmless["found"] / harmless["tried"]).max()
    return (
        f"Of harmless references, codes, times and notes at most {most:.2f} % are falsely found. "
        "Numbers and codes that look like the real thing to the letter are found too, as the "
        "table behind shows."
    )


def found(rates: pd.DataFrame) -> pd.DataFrame:
    """Of texts with personal data: how many were found."""
    return _table(rates[rates["sort"] == "true"], "Written in a text", "Found")


def falsely_found(rates: pd.DataFrame) -> pd.DataFrame:
    """Of harmless texts: how many were taken for personal data, least alike first."""
    harmless = rates[rates["sort"] != "true"].sort_values("sort", ascending=False, kind="stable")
    table = _table(harmless, "Harmless text", "Falsely found")
    alike = harmless["sort"].eq("alike").map({True: "to the letter", False: ""})
    return table.assign(**{"Looks like the real thing": alike.to_list()})


def _table(rates: pd.DataFrame, what: str, found: str) -> pd.DataFrame:
    shares = 100 * rates["found"] / rates["tried"]
    return pd.DataFrame(
        {
            what: [capital(text) for text in rates["what"]],
            "Tried": rates["tried"].to_list(),
            found: rates["found"].to_list(),
            "Share": [f"{share:.2f} %" for share in shares],
        }
    )

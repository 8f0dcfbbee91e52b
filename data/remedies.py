"""What a provider should do about each reason for which a row was rejected."""

from collections.abc import Mapping

from data.grammar import small

SEND = "put it right in your system and send the row again in your next export"
REMEDIES: Mapping[str, str] = {
    "missing": f"Fill it in: {SEND}.",
    "not_a_reference": "Send your system's own number of the record, not a name or a sentence.",
    "not_an_edition": "Send the number of the edition alone.",
    "personal_data": "Take it out of this column, put your system's own number of the record there "
    "and send the row again. Nothing of it was kept here. Tell your data protection officer that "
    "it was sent.",
    "not_a_date": f"Write the date as shown: {SEND}.",
    "ambiguous_date": f"Send dates as yyyy-mm-dd, which cannot be mistaken: {SEND}.",
    "swapped_date": "Send the file as your system wrote it, and do not open and save it in a "
    "spreadsheet program before. If all dates of the column are right, send them all with the "
    "month in letters, as 4-Mar-2024.",
    "not_a_month": f"Send months as yyyy-mm, from your system's own file: {SEND}.",
    "date_out_of_range": f"Look for a mistyped year: {SEND}.",
    "in_the_future": f"Look for a mistyped date, or day and month swapped: {SEND}.",
    "wrong_order": f"Compare the two dates with the record: {SEND}.",
    "not_allowed": "Use one of the codes shown; if your system has a new code, tell the people who "
    "run this service what it means.",
    "unclear_word": "Leave cells empty where nothing is known, in every column, and send the file "
    "again: a word that is a code then means its code.",
    "unknown_council": f"Use the council area's name or code: {SEND}.",
    "unknown_division": f"Use the division's name, code or letter, or leave it empty: {SEND}.",
    "unknown_organisation": "Use the organisation's name as on the register; if it is not on the "
    "register, ask the people who run this service to add it.",
    "not_a_number": f"Send the number in digits alone: {SEND}.",
    "negative": f"A count cannot be below zero: {SEND}.",
    "part_exceeds_whole": f"Compare the part with its whole, which may be swapped: {SEND}.",
    "spreadsheet_error": "Look at the formula in this cell of your workbook, or send its value.",
    "shown_otherwise": "Format this cell so that it shows what it holds (General, or Text for "
    "references), see that this is what you mean, and send it again.",
    "damaged_number": "Format this column as text before the file is saved, and send it again: the "
    "digits cannot be brought back from the shortened number.",
    "too_long": f"Look for an unclosed quotation mark, or text in the wrong column: {SEND}.",
    "ragged": "Look for a separator or a line break inside a cell, a cell left out, or cells that "
    "are merged. Let your system write the file, and do not edit it by hand.",
    "not_a_data_row": "Nothing is lost: leave totals, notes and repeated headings out of the file.",
    "nil_return": "Nothing, if there was nothing to send for the time. If there was, look at the "
    "time and the filter of your export, and send it again.",
    "repeated_key": "Rows with one identifier say different things: send the right one alone, add "
    "them up where each is a part (as of a council's month), or number each record on its own.",
}
"""By the reason codes of data/columns.py."""
CALLED: Mapping[str, str] = {
    "missing": "Left empty",
    "not_a_reference": "Not the number of a record",
    "not_an_edition": "Not the number of an edition",
    "personal_data": "Personal data",
    "not_a_date": "Not a date",
    "ambiguous_date": "A date that could be two days",
    "swapped_date": "A date with day and month swapped",
    "not_a_month": "Not a month",
    "date_out_of_range": "A date too early or too late",
    "in_the_future": "A date in the future",
    "wrong_order": "Dates in the wrong order",
    "not_allowed": "A code that is not known",
    "unclear_word": "A word that may be a code or nothing",
    "unknown_council": "A council area that is not known",
    "unknown_division": "A police division that is not known",
    "unknown_organisation": "An organisation that is not known",
    "not_a_number": "Not a whole number",
    "negative": "A count below zero",
    "part_exceeds_whole": "A part larger than its whole",
    "spreadsheet_error": "An error of the spreadsheet program",
    "damaged_number": "A number that a program shortened",
    "shown_otherwise": "A cell that shows something else",
    "too_long": "Too much text in one cell",
    "ragged": "Too many or too few cells in a row",
    "not_a_data_row": "A total, a note or the headings again",
    "nil_return": "A line that says there are no records",
    "repeated_key": "One number for two different records",
}
"""Each reason in a few words, as a bar of a chart is called."""
OF_FORM = frozenset(
    ("missing", "not_a_reference", "not_an_edition", "not_a_date", "not_allowed", "unknown_council")
) | {"unknown_division", "not_a_number"}
"""Reasons that are mended by sending what is allowed; the others ask for something to be done."""
OTHERWISE = "Compare the row with what is allowed, put it right and send it again."


def instead(reason: str, allowed: str) -> str:
    """What to send instead where that says it all, else what to do; allowed: of the column."""
    if reason in OF_FORM and allowed:
        return f"Send instead {small(allowed)}"
    return remedy(reason)


def remedy(reason: str) -> str:
    """What to do, in a sentence or two."""
    return REMEDIES.get(reason, OTHERWISE)

"""Makes a text plain before it is looked at: odd spaces, dashes and digits, and runs of hex."""

from string import ascii_letters

from data.engine import quoted

SPACES = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t\n\r"
HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Marks without width, which are taken out."""
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"
PLAIN = "0123456789@./" + ascii_letters
WIDE = "".join(chr(ord(each) + 0xFEE0) for each in PLAIN)
"""Full-width figures, marks and letters."""
ODD = SPACES + DASHES + WIDE + HIDDEN
USUAL = " " * len(SPACES) + "-" * len(DASHES) + PLAIN
HASH = "\\b[0-9A-Fa-f]{16,}\\b"
"""A hash in hexadecimal holds any ten digits by chance, and is longer than any of our kinds."""
MAYBE = "[\t\n\r\u00a0-\uffff]"
"""A text that must be made plain to be judged."""


def plain_sql(text: str) -> str:
    """The text expression with plain spaces, dashes and digits, and without hashes."""
    # Translating is slow, and hardly any text has anything odd.
    odd = f"regexp_matches({text}, {quoted(f'[{ODD}]')})"
    translated = f"CASE WHEN {odd} THEN translate({text}, {quoted(ODD)}, {quoted(USUAL)}) "
    return f"regexp_replace({translated} ELSE {text} END, {quoted(HASH)}, '#', 'g')"

"""Reads XML as a stream of starts, ends and texts, without what XML can be made to attack with."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from xml.parsers import expat

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
SEPARATOR = " "
"""Stands between a name's namespace and the name."""


def read(pieces: Iterable[bytes], start: Start, end: End, text: End) -> None:
    """Call back for each element and text. Raises ValueError for what is not XML, or has a DTD.

    Entities can only be declared in a DTD, and no spreadsheet program writes one.
    """
    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError):  # the second for an encoding that nobody knows
        raise ValueError("not XML") from None


@lru_cache(maxsize=512)
def local(name: str) -> str:
    """A name without its namespace."""
    return name[name.rfind(SEPARATOR) + 1 :]


def _refuse(*_: object) -> None:
    raise ValueError("a DTD")

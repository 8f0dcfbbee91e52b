"""What an XLSX package says of its sheets, cell styles and shared texts, read as plain XML."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.readers.format_sections import shown_by, text_shown_by
from data.readers.number_formats import Shown, decimals_of
from data.readers.package import Package
from data.readers.xml_part import local, read

BUILT_IN = {"9": "0%", "10": "0.00%", "11": "0.00E+00", "48": "##0.0E+0"}
"""Number formats that every workbook has, of those that show a number otherwise than it is kept."""
WITH_DECIMALS = {"2": "0.00", "4": "#,##0.00"}
"""Of the others, those that show decimals."""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships id"

Style = tuple[Shown | None, str, int]
"""What is shown of a number, and of a text, and with how many decimals."""


@dataclass
class Book:
    """What all sheets of a workbook share."""

    parts: list[str] = field(default_factory=list)
    """The part of each sheet, in the workbook's order; empty for one that is not there."""
    days_from_1904: bool = False
    shows: Sequence[Shown | None] = ()
    """What each cell style shows of a number; None for a style that shows it as it is kept."""
    shows_text: Sequence[str] = ()
    """What each cell style shows of a text (HELD stands for it); "" for just the text."""
    decimals: Sequence[int] = ()
    """How many decimals each cell style shows of a number, where nothing else is shown."""
    blank: bytearray = field(default_factory=bytearray)
    """For each shared text, 1 when it holds nothing but space."""


def book(package: Package) -> Book:
    """Raises ValueError or KeyError for a package that is no workbook."""
    found, ids = Book(), list[str]()

    def start(name: str, told: dict[str, str]) -> None:
        match local(name):
            case "workbookPr":
                found.days_from_1904 = told.get("date1904") in ("1", "true")
            case "sheet":
                ids.append(told.get(RELATION) or told.get(STRICT) or "")

    read(package.part("xl/workbook.xml"), start, _nothing, _nothing)
    targets = _targets(package)
    found.parts = [targets.get(each, "") for each in ids]
    if "xl/styles.xml" in package.names:
        styles = _styles(package)
        found.shows = [shows for shows, _, _ in styles]
        found.shows_text = [text for _, text, _ in styles]
        found.decimals = [decimals for *_, decimals in styles]
    if "xl/sharedStrings.xml" in package.names:
        found.blank = _blank(package)
    return found


def _targets(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(_: str, told: dict[str, str]) -> None:
        if "Id" in told:
            found[told["Id"]] = posixpath.normpath(posixpath.join("/xl", told.get("Target", "")))[
                1:
            ]

    read(package.part("xl/_rels/workbook.xml.rels"), start, _nothing, _nothing)
    return found


def _styles(package: Package) -> list[Style]:
    """What each cell style shows."""
    formats = {each: _style(code) for each, code in {**BUILT_IN, **WITH_DECIMALS}.items()}
    found: list[Style] = []
    inside = [""]

    def start(name: str, told: dict[str, str]) -> None:
        inside.append(local(name))
        if inside[-1] == "numFmt":
            formats[told.get("numFmtId", "")] = _style(told.get("formatCode", ""))
        elif inside[-2:] == ["cellXfs", "xf"]:
            found.append(formats.get(told.get("numFmtId", ""), (None, "", 0)))

    def end(_: str) -> None:
        inside.pop()

    read(package.part("xl/styles.xml"), start, end, _nothing)
    return found


def _style(code: str) -> Style:
    return shown_by(code), text_shown_by(code), decimals_of(code)


def _blank(package: Package) -> bytearray:
    """Texts for reading aloud (rPh) are no part of a shared text."""
    found, inside = bytearray(), [""]

    def start(name: str, _: dict[str, str]) -> None:
        inside.append(local(name))
        if inside[-1] == "si":
            found.append(1)

    def end(_: str) -> None:
        inside.pop()

    def text(told: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside and found and told.strip():
            found[-1] = 0

    read(package.part("xl/sharedStrings.xml"), start, end, text)
    return found


def _nothing(*_: object) -> None:
    """For what is of no interest."""

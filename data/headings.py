"""Which of a file's undeclared headings may be shown: those made of words that name no person.

A file without its row of headings, or with one that was typed over, has somebody's name there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from data.export import exports
from data.profile import profiles

FORM = re.compile(r"[\w .,:;/()?&'\u2019#%+-]{1,60}")
NEW_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
ORDINARY = (
    "a accepted active actions added additional address adult advice advocate age agencies agency "
    "all an and any appointment area assessment assessed assigned attended author band by call "
    "caller carer caseload caseworker category caseworkers changed chi child children city client "
    "clients closed code comment comments completed consent contact contacts contacted country "
    "created current data day days deleted department dependants description detail details "
    "disability district dob due duration email end entered entry ethnicity event family feedback "
    "field file first flag followup for forename form from full gender gp group history home hours "
    "household housing hub id identifier in incident index information initials is item key known "
    "language last lead length level line link list location lookup mail manager marital method "
    "middle minutes mobile modified month name names narrative nationality need needs next ni no "
    "note notes number of office officer on open or origin other owner partner people perpetrator "
    "person phone place police position postcode previous priority programme project provider "
    "reason received recorded record ref reference referrer region relationship reported reporter "
    "response result review reviewed risk role route row s safe safety score section sent sequence "
    "serial service session sessions sex sheet source staff start started status street subject "
    "submitted summary supervisor support surname system target task team telephone template "
    "test text time timestamp title to total town type uid unit updated urgency urn user uuid "
    "value version victim visit week when with witness worker workers year years yes"
)
"""Words of headings in general."""


def shown(headings: Sequence[str]) -> list[str]:
    """Headings that were dropped, fit to be shown: one that could be a value is only counted.

    An empty text stands for a heading that was not dropped.
    """
    return [
        heading.strip() if _plain(heading.strip()) else f"column {number} (heading not shown)"
        for number, heading in enumerate(headings, start=1)
        if heading
    ]


def _plain(heading: str) -> bool:
    return bool(FORM.fullmatch(heading)) and words_of([heading]) <= vocabulary()


@cache
def vocabulary() -> set[str]:
    """Every word that a heading may be shown with, in small letters."""
    declared = {word for word in words_of(known_headings()) if not word.isdigit()}
    return declared.union(ORDINARY.split())


def known_headings() -> Iterator[str]:
    """Every heading and alias of every profile, and every column of the standard."""
    for export in exports().values():
        yield from (column.name for column in export.columns)
    for profile in profiles().values():
        for how in profile.exports.values():
            yield from (*how.headings, *how.aliases)


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts, without case; anyHeading and any_heading have two."""
    return frozenset(
        word.casefold()
        for text in texts
        for word in re.findall(r"[^\W_]+", NEW_WORD.sub(" ", text))
    )

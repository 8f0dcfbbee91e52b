"""Harmless texts that look like personal data: references, times, codes, words, hashes."""

import hashlib
import random
import string
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from data.generator.dress import SHARED_PREFIX, TAGS
from data.profile import profiles
from data.reference import councils, organisations

Draw = random.Random
LETTERS = string.ascii_uppercase
_WORDS = (
    "support offered declined engaged waiting safety plan court review police agreed "
    "meeting advocacy counselling risk assessment visit called back no answer transferred "
    "closed open case passed worker team council area service follow up needed may need "
    "space june step first second third night week month safe house move bus train school "
    "nursery housing"
)
WORDS = tuple(_WORDS.split())


def _digits(draw: Draw, count: int) -> str:
    return "".join(draw.choices(string.digits, k=count))


def _letters(draw: Draw, count: int) -> str:
    return "".join(draw.choices(LETTERS, k=count))


def _moment(draw: Draw) -> datetime:
    # kept as a provider's system writes it, without a zone
    return datetime(2014, 4, 1) + timedelta(seconds=draw.randint(0, 390_000_000))  # noqa: DTZ001


def profile_reference(draw: Draw) -> str:
    """A reference in the style of one of the profiles."""
    tag = draw.choice((*(f"SYN-{each}" for each in TAGS.values()), *SHARED_PREFIX.values()))
    return f"{tag}{draw.randint(0, 99_999_999):08}"


def system_reference(draw: Draw) -> str:
    """A reference in one of the styles that case systems use."""
    n, year = draw.randint(1, 99_999), draw.randint(2014, 2026)
    ways = (
        *(f"R-{n}", f"{year}/{n:06}", f"REF{n:07}", f"{n}/{year}", f"{year}-{n:05}"),
        *(f"MARAC-{draw.choice(('FIFE', 'EDIN', 'GLAS'))}-{year}-{n}", f"C{n:08}"),
        *(f"OFD/{year % 100}/{n}", f"{_letters(draw, 2)}{n:06}", f"{_letters(draw, 3)}-{n:05}"),
        *(f"01-{year}-{n:05}", f"A{n}.{draw.randint(1, 9)}", f"{n}", f"rules-{year}.{n % 9}"),
        *(f"{_letters(draw, 4)}{n}_{draw.randint(1, 20)}", f"{n:05}-{year}-{n % 100:02}"),
    )
    return draw.choice(ways)


def incident(draw: Draw) -> str:
    """A police incident or crime number."""
    at, n = _moment(draw), draw.randint(1, 9999)
    ways = (
        *(f"PS-{at:%Y%m%d}-{n:04}", f"{n:04} of {at:%d/%m/%Y}", f"{_letters(draw, 2)}{at:%d%m%y}"),
        *(f"CR/{n:06}/{at:%y}", f"PS{at:%Y%m%d}{n:04}", f"{_letters(draw, 1)}{n:05}/{at:%m/%y}"),
        f"{at:%Y-%m-%d}/{n}",
    )
    return draw.choice(ways)


def moment(draw: Draw) -> str:
    """A day or a time of a record."""
    at = _moment(draw)
    styles = ("%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%d %b %Y", "%b-%Y")
    more = ("%Y-%m-%d %H:%M:%S.%f", "%d.%m.%Y", "%H:%M", "%Y%m%d%H%M%S", "%d-%b-%y", "%Y-%m")
    return at.strftime(draw.choice((*styles, *more)))


def _codes() -> tuple[str, ...]:
    found = {
        code
        for profile in profiles().values()
        for how in profile.exports.values()
        for codes in how.codes.values()
        for code in codes
    }
    return tuple(sorted(found))


CODES = _codes()
AREAS = tuple(councils()["council_code"])
NAMES = (*councils()["council_name"], *organisations()["org_name"])


def words(draw: Draw) -> str:
    """A note of harmless words, numbers and days."""
    said = draw.choices(WORDS, k=draw.randint(3, 14))
    more = (
        f"{draw.randint(1, 5)} visits",
        f"at {draw.randint(1, 12)}pm",
        f"room {draw.randint(1, 9)}B",
    )
    also = (
        f"on {_moment(draw):%d/%m/%Y}",
        f"{draw.randint(1, 4)}nd floor",
        f"flat G{draw.randint(1, 9)} 2nd",
    )
    figures = (
        f"{draw.randint(10, 999)} miles",
        f"by {_moment(draw):%d %B}",
        f"\u00a3{draw.randint(10, 900)}.50",
    )
    return " ".join([*said, draw.choice((*more, *also, *figures))])


def hashed(draw: Draw) -> str:
    """A hash in hexadecimal, or a UUID."""
    drawn = draw.randbytes(16)
    ways = (hashlib.sha256(drawn).hexdigest(), hashlib.md5(drawn).hexdigest())  # noqa: S324
    more = (str(uuid.UUID(bytes=drawn, version=4)), hashlib.sha1(drawn).hexdigest())  # noqa: S324
    return draw.choice((*ways, *more, drawn.hex()[:16], drawn.hex()[:12], drawn.hex()[:8].upper()))


HARMLESS: dict[str, Callable[[Draw], str]] = {
    "references of the profiles": profile_reference,
    "references of other systems": system_reference,
    "incident and crime numbers": incident,
    "days and times of records": moment,
    "codes of the profiles": lambda draw: draw.choice(CODES),
    "area codes and names of areas and organisations": lambda draw: draw.choice((*AREAS, *NAMES)),
    "notes of ordinary words": words,
    "hashes and UUIDs": hashed,
}
"""What is written, and how one is made."""
ALIKE: dict[str, Callable[[Draw], str]] = {
    "serial numbers of ten digits, any": lambda draw: _digits(draw, 10),
    "serial numbers of ten digits, in turn": lambda draw: f"{draw.randint(1, 9_999_999):010}",
    "seconds since 1970": lambda draw: str(draw.randint(1_396_000_000, 1_790_000_000)),
    "serial numbers of eleven digits, any": lambda draw: _digits(draw, 11),
    "serial numbers of nine digits, any": lambda draw: str(draw.randint(10**8, 10**9 - 1)),
    "two letters, six digits and a letter": lambda draw: (
        f"{_letters(draw, 2)}{_digits(draw, 6)}{_letters(draw, 1)}"
    ),
    "two letters, three digits and two letters": lambda draw: (
        f"{_letters(draw, 2)}{_digits(draw, 3)}{_letters(draw, 2)}"
    ),
}
"""The same, of texts of which some are just like the real thing."""

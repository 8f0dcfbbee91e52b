"""UK postcodes, whole, with or without a space or mark: area letters that exist, district, unit.

Areas: Royal Mail's 121 and the three of the islands. A unit has none of C I K M O V. 2nd and its
like in small letters are the ends of ordinals, as in "flat G1 2nd floor".
"""

from data.engine import quoted
from data.personal.kind import BETWEEN, LEFT, RIGHT, Kind

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL "
    "DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT "
    "KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR "
    "RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA "
    "WC WD WF WN WR WS WV YO ZE"
)
AREAS = tuple(_AREAS.split())
ZERO = "BL|BS|CM|CR|FY|HA|PR|SL|SS"
"""Areas with a district 0."""
LONDON = "E|EC|N|NW|SE|SW|W|WC"
"""Areas with districts such as W1A."""
UNIT = "[0-9][ABD-HJLNP-UW-Z]{2}"
DISTRICT = f"(?:{'|'.join(AREAS)})[1-9][0-9]?|(?:{ZERO})0|(?:{LONDON})[1-9][A-Z]"
POSTCODE = f"(?i){LEFT}((?:{DISTRICT}){BETWEEN}{{0,2}}{UNIT}){RIGHT}"
ORDINAL = "(1st|2nd|3rd|[04-9]th)$"


def postcode_sql(text: str) -> str:
    """A SQL predicate: the text expression holds a whole postcode."""
    found = f"regexp_extract_all({text}, {quoted(POSTCODE)}, 1)"
    return f"len(list_filter({found}, lambda p: NOT regexp_matches(p, '{ORDINAL}'))) > 0"


KIND = Kind("postcode", "[0-9][A-Za-z]?[^0-9A-Za-z]{0,2}[0-9][A-Za-z]{2}", postcode_sql)

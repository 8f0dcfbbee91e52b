"""What to fix first: everything that is wrong with what providers send, in one ranking."""

import pandas as pd

from data.engine import Reader
from metrics.answers.fixing.blank_cells import blanks
from metrics.answers.fixing.failed_checks import critical, warnings
from metrics.answers.fixing.fix import Fix, Roughly
from metrics.answers.fixing.lost_rows import late, silent, turned_away
from metrics.answers.fixing.sender_receiver import apart
from metrics.answers.fixing.spell import Spells
from metrics.answers.quality import release

COLUMNS = tuple(Fix.__dataclass_fields__)


def fixes(reader: Reader) -> pd.DataFrame:
    """Everything to fix, what matters most first; columns: those of fixing.fix.Fix.

    Failed critical checks come before all else; then the rows a finding touches times one and the
    number of indicators that depend on them. Of one provider, export and kind only the gravest is
    named.
    """
    roughly = Roughly(release(reader).get("protected") == "yes")
    spells = Spells(reader)
    found = [
        *critical(reader, roughly),
        *warnings(reader, roughly),
        *blanks(reader, roughly, spells),
        *turned_away(reader, roughly),
        *silent(reader),
        *late(reader),
        *apart(reader, roughly, spells),
    ]
    table = pd.DataFrame([vars(each) for each in found], columns=list(COLUMNS))
    order = table.assign(calm=table["kind"] != "critical").sort_values(
        ["calm", "weight", "provider", "what"], ascending=[True, False, True, True]
    )
    gravest = order[(~order["calm"]) | ~order.duplicated(["provider", "export", "kind"])]
    return gravest[list(COLUMNS)].reset_index(drop=True)


def needing(reader: Reader) -> list[str]:
    """Every provider of the release, the one that most needs attention first."""
    found = fixes(reader)
    order = dict.fromkeys(found.loc[found["provider"] != "", "provider"])
    known = reader.frame("SELECT DISTINCT provider FROM published.submission ORDER BY provider")
    return list(order | dict.fromkeys(known["provider"]))

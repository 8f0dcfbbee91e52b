"""Everything that is wrong with what providers send; ranking.py says what to fix first."""

import pandas as pd

from data.engine import Reader
from metrics.answers.fixing.blank_cells import blanks
from metrics.answers.fixing.failed_checks import failed_checks
from metrics.answers.fixing.fix import Fix, Roughly
from metrics.answers.fixing.lost_rows import late, silent, turned_away
from metrics.answers.fixing.sender_receiver import apart
from metrics.answers.fixing.spell import Spells
from metrics.answers.quality import release

COLUMNS = tuple(Fix.__dataclass_fields__)


def fixes(reader: Reader) -> pd.DataFrame:
    """Every finding, in no order; columns: those of fixing.fix.Fix.

    What a check and a count of cells or of referrals both say is told once, by the count, which
    says more.
    """
    roughly = Roughly(release(reader).get("protected") == "yes")
    spells = Spells(reader)
    stopped = list(silent(reader))
    gone = {(each.provider, each.export) for each in stopped}
    counted = [
        *blanks(reader, roughly, spells),
        *turned_away(reader, roughly),
        *stopped,
        # of what stopped, that its last month came late is the same gap told by the day of loading
        *(each for each in late(reader) if (each.provider, each.export) not in gone),
        *apart(reader, roughly, spells),
    ]
    said = {(each.provider, each.check_id) for each in counted if each.check_id}
    checked = [
        each
        for each in failed_checks(reader, roughly)
        if (each.provider, each.check_id) not in said
    ]
    found = [vars(each) for each in (*checked, *counted)]
    return pd.DataFrame(found, columns=list(COLUMNS))

"""C21: spread between authorities."""

from metrics.indicator import DATA_SHARING_CODE_APPLIES, Indicator, Target
from metrics.spread import councils_outside

INDICATOR = Indicator(
    id="C21",
    name="Spread between authorities",
    question="How many councils differ from the rest by more than their size and chance explain?",
    kind="share",
    numerator="councils outside the 99.8 % limits on at least one of C01, C05, C07, C12 and C14",
    denominator="councils with enough events or referrals to be judged on at least one of them",
    reads=("sharing_events", "agreements", "referrals"),
    counts_people=False,
    derived_from=("C01", "C05", "C07", "C12", "C14"),
    derive=councils_outside,
    evidence="National consistency, a theme of the workshop of July 2019",
    themes=("T4", "T9"),
    why="What happens to a person at risk should not depend on the council area they live in.",
    caveat="Limits are widened for the differences usual between areas. A council outside them may "
    "be better or worse than the rest: it is a reason to ask, not a verdict.",
    better="down",
    judged_by="numerator",
    targets=(Target(DATA_SHARING_CODE_APPLIES, target=0, close=2),),
)

"""What a reader's counts are rounded to, and from which denominator on they carry a rate."""

import pandas as pd

from data.engine import Reader
from metrics.answers.quality import release
from metrics.indicator import indicators


def rounded_to(reader: Reader) -> int:
    """What the counts of this reader are rounded to; 0 when they are exact."""
    facts = reader.once(release)
    return int(facts["round_to"]) if facts.get("protected") == "yes" else 0


def smallest(reader: Reader, *, counts: int = 1) -> int:
    """The least denominator of people that carries a rate, as this reader sees denominators.

    A rounded one is taken for the least count that is shown alike, so that no rate stands on an
    exact denominator under the smallest, and that there is a rate tells nothing of the count.
    counts: how many counts, each rounded by itself, the denominator adds up; 0 where it is one of
    documents or organisations, which are not rounded.
    """
    least = int(reader.once(release)["smallest_denominator"])
    return least + counts * (rounded_to(reader) // 2)


def carries_a_rate(reader: Reader, found: pd.DataFrame) -> pd.Series:
    """Whether each cell's denominator is shown and carries a rate.

    found: measure_id, of indicators, and denominator.
    """
    people = found["measure_id"].map({id: each.counts_people for id, each in indicators().items()})
    least = people.map({True: smallest(reader), False: smallest(reader, counts=0)})
    return (found["denominator"] >= least).fillna(value=False).astype(bool)

"""Referrals on which sender and receiver do not say the same, or that one of them does not know."""

from collections.abc import Iterator

from data.engine import Reader
from metrics.answers.facets import item_words
from metrics.answers.fixing.fix import LEAST, Fix, Roughly, fix, share
from metrics.answers.fixing.spell import Spells
from metrics.answers.quality_facets import items
from metrics.answers.wording import count

SENT = (
    "referrals sent to services which report what they receive, {} are on no service's record",
    "Compare incident and case references with the services: these people may have been referred "
    "and never reached.",
)
RECEIVED = (
    "referrals received, {} are on no sender's record",
    "Compare incident and case references with the senders.",
)
BOTH = (
    "referrals that both sides report, {} have another {item} on the other side",
    "Agree with the other side which record is right, and how it is written.",
)
ORDER = (
    "referrals that both sides report, {} were received, by the receiver's date, before they were "
    "sent",
    "Compare both sides' dates of a few of these referrals: one of the two writes another day.",
)
MATCHED = {"received": "referrals.received.matched", "sent": "referrals.sent.matched"}
"""Checks that ask the same of all years."""
SAID = {"received": SENT, "sent": RECEIVED, "order": ORDER}


def apart(reader: Reader, roughly: Roughly, spells: Spells) -> Iterator[Fix]:
    """Each point of which more than a few referrals differ, by provider."""
    found = items(reader, "provider")
    found = found[(found["facet"] == "consistency") & (found["denominator"] > 0)]
    for _, row in found.assign(apart=found["denominator"] - found["numerator"]).iterrows():
        if row["apart"] < LEAST * row["denominator"]:
            continue
        item = row["item"]
        said, todo = SAID.get(item, BOTH)
        many = roughly.count(row["apart"], "referrals")
        many += f" ({share(row['apart'], row['denominator'])})"
        what = (
            f"of {count(row['denominator'])} {said.format(many, item=item_words(item))} in the "
            f"latest 12 months{spells.since(row['key'], 'consistency', 'referrals', item)}."
        )
        yield fix(
            *(row["key"], "referrals", "apart", row["apart"], what, todo),
            check_id=MATCHED.get(item, ""),
            column=item,
        )

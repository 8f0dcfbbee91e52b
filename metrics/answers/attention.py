"""What to look at first: at most five findings, each with the page that shows it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import pandas as pd

from data.engine import Reader
from data.grammar import listed, plural
from data.profile import profiles
from metrics.answers import gates, quality, sentences, wording
from metrics.answers.councils import against_limits, why_left_out
from metrics.answers.fixing.lost_rows import LATE
from metrics.answers.periods import worded
from metrics.answers.ratings import rating_matrix, ratings
from metrics.answers.rounding import rounded_to
from metrics.answers.signals import unjudged
from metrics.answers.trend import trend
from metrics.funnel import Kind, standing
from metrics.indicator import indicators
from metrics.measure import Kind as MeasureKind

MOST = 5
OF_ONE_KIND = 2
"""Five findings of one kind would hide all others."""
RECENT = 3
"""Months back in which a signal is still news."""


@dataclass(frozen=True)
class Finding:
    """One plain sentence, the page that shows it, and that page's query parameters."""

    matters: float
    """Higher comes first; the whole part is the kind of finding."""
    sentence: str
    page: str
    params: dict[str, str] = field(default_factory=dict)


def attention(reader: Reader, to_fix: Sequence[tuple[str, str]] = ()) -> pd.DataFrame:
    """At most five findings, what matters most first: sentence, page, params.

    to_fix: providers, and a sentence on what each should fix first, in the order of the one
    ranking (metrics/answers/ranking.py), which knows the decisions on findings.

    In order: indicators withheld, worsening below target, signals in referrals, councils outside
    their limits, late providers, what providers should fix, then indicators below target. At most
    two of a kind. No rows when nothing stands out.
    """
    silent = late(quality.submissions(reader), quality.release(reader)["as_at"])
    found = [
        *below_target(ratings(reader)),
        *signals(trend(reader, "referrals", rebase="regimes")),
        *outside(rating_matrix(reader), rounded_to(reader)),
        *silent,
        *fixing(to_fix, {each.params["provider"] for each in silent}),
    ]
    kept: list[Finding] = []
    for each in sorted(found, key=lambda finding: (-finding.matters, finding.sentence)):
        if sum(int(each.matters) == int(other.matters) for other in kept) < OF_ONE_KIND:
            kept.append(each)
    rows = [(each.sentence, each.page, each.params) for each in kept[:MOST]]
    return pd.DataFrame(rows, columns=["sentence", "page", "params"])


def below_target(found: pd.DataFrame) -> list[Finding]:
    """Indicators withheld, and those below target, worse where they worsen; found is ratings()."""
    withheld = found.loc[found["state"] == "withheld: data quality", "name"].tolist()
    findings = []
    if withheld:
        many = plural(len(withheld), "indicator is", "indicators are")
        checks = gates.named(found["because"])
        sentence = f"{many} withheld: data quality ({checks}): {_some(withheld)}"
        findings.append(Finding(6.0, sentence, "pages/quality/checks.py"))
    below = found[found["state"] == "below target"]
    return findings + [_missed(row) for _, row in below.iterrows()]


def _missed(row: pd.Series) -> Finding:
    kind, worsening = indicators()[row["id"]].kind, row["movement"] == "worsening"
    by_numerator = indicators()[row["id"]].judged_by == "numerator"
    reached = row["numerator"] if by_numerator else row["value"]
    target = wording.value(row["target"], "count" if by_numerator else kind)
    sentence = (
        f"{row['name']}: {_reached(row, 'count' if by_numerator else kind)} in "
        f"{worded(row['period_start'])}, target {target}{', and worsening' if worsening else ''}"
    )
    if not by_numerator and pd.notna(row["value"]):
        low, high = (wording.value(row[name], kind) for name in ("low", "high"))
        sentence += f" (95 % interval {low.removesuffix(' %')} to {high})"
    away = abs(row["target"] - reached) if pd.notna(reached) else 0.99
    matters = (5 if worsening else 1) + min(away, 0.99)
    page = "pages/compliance/indicators.py"
    return Finding(matters, sentence, page, {"indicator": row["id"]})


def _reached(row: pd.Series, kind: MeasureKind) -> str:
    """The value that missed its target: about so much where rounding hides that it did."""
    number = row["numerator"] if kind == "count" else row["value"]
    if pd.isna(number):
        return "too small a count to show"
    said, target = (wording.value(each, kind) for each in (number, row["target"]))
    if row["about"] and said == target:  # what reads like its target has missed it
        return f"just {'under' if indicators()[row['id']].better == 'up' else 'over'} {said}"
    return f"{'about ' if row['about'] else ''}{said}"


def signals(months: pd.DataFrame) -> list[Finding]:
    """The latest signal of the last months of referrals; months is trend() rebased at regimes."""
    marked = months.tail(RECENT)
    marked = marked[marked["signal"] == "outside limits"]
    if marked.empty or unjudged(months):
        return []
    row = marked.iloc[-1]
    low, high = (wording.count(max(row[name], 0)) for name in ("limit_low", "limit_high"))
    sentence = (
        f"Referrals in {worded(row['period_start'])} were "
        f"{'above' if row['direction'] == 'up' else 'below'} their ordinary range: "
        f"{wording.count(row['value'])}, ordinarily {low} to {high}"
    )
    return [Finding(4.0, sentence, "pages/volumes/trend.py")]


def outside(matrix: pd.DataFrame, rounded: int = 0) -> list[Finding]:
    """Indicators on which councils differ most beyond chance; matrix is rating_matrix(), of a year.

    rounded: what its counts are rounded to.
    """
    matrix = matrix.assign(left_out=why_left_out(matrix))
    judged = matrix[matrix["left_out"] == ""].astype({"numerator": float, "denominator": float})
    weights = {str(id): _weight(str(id), rows, rounded) for id, rows in judged.groupby("id")}
    first = sorted(weights, key=lambda id: -weights[id])[:OF_ONE_KIND]
    findings = []
    for id in first:
        if weights[id]:
            indicator, page = indicators()[id], "pages/consistency/councils_now.py"
            rows = matrix[matrix["id"] == id].reset_index(drop=True)
            kind: Kind = "rate" if indicator.kind == "rate" else "share"  # a count weighs nothing
            cells = against_limits(rows, kind, rounded_to=rounded)
            sentence = sentences.councils(cells, indicator)
            findings.append(Finding(3 + weights[id], sentence, page, {"indicator": id}))
    return findings


def _weight(id: str, judged: pd.DataFrame, rounded: int) -> float:
    """How much the councils of one indicator stand out, under 1; 0 when they do not."""
    kind = indicators()[id].kind
    if kind == "count" or len(judged) < sentences.FEWEST:
        return 0.0
    found = standing(judged["numerator"], judged["denominator"], kind=kind, rounded_to=rounded)
    apart, differing = (found.outside != "").sum(), (found.beyond_chance != "").sum()
    if not apart and differing <= sentences.MANY * len(judged):
        return 0.0
    return float(min(0.03 * apart + differing / 100, 0.99))


def late(submissions: pd.DataFrame, as_at: str) -> list[Finding]:
    """Providers that used to send and whose rows stop well before the rest; submissions()."""
    last = pd.to_datetime(submissions["last_day"]).groupby(submissions["provider"]).max().dropna()
    days = (pd.Timestamp(as_at) - last).dt.days.to_dict()
    return [
        Finding(
            2.5 + min(days[name] / 10_000, 0.4),
            f"Nothing from {_provider(str(name))} since {worded(day)}",
            "pages/quality/providers.py",
            {"provider": str(name)},
        )
        for name, day in last.to_dict().items()
        if days[name] > LATE
    ]


def fixing(to_fix: Sequence[tuple[str, str]], told: Collection[str]) -> list[Finding]:
    """What the first providers should fix, but those `told` of already: that they went silent."""
    left = [each for each in to_fix if each[0] not in told][:OF_ONE_KIND]
    return [
        Finding(
            2.4 - place / 10,
            sentence,
            "pages/quality/providers.py" if provider else "pages/quality/checks.py",
            {"provider": provider} if provider else {},
        )
        for place, (provider, sentence) in enumerate(left)
    ]


def _some(names: list[str]) -> str:
    """Up to three names, and how many more."""
    if len(names) <= 3:
        return listed(names)
    return f"{', '.join(names[:3])} and {len(names) - 3} more"


def _provider(name: str) -> str:
    return profiles()[name].title if name in profiles() else name

"""What to look at first: at most five findings, each with the page that shows it."""

from collections.abc import Collection
from dataclasses import dataclass, field

import pandas as pd

from data.engine import Reader
from data.grammar import listed, plural
from data.profile import profiles
from metrics import spc
from metrics.answers import gates, quality, sentences, wording
from metrics.answers.councils import against_limits, rounded_to, why_left_out
from metrics.answers.fixing.lost_rows import LATE
from metrics.answers.periods import worded
from metrics.answers.ratings import rating_matrix, ratings
from metrics.answers.trend import trend
from metrics.funnel import Kind, standing
from metrics.indicator import indicators
from metrics.measure import Kind as MeasureKind

MOST = 5
OF_ONE_KIND = 2
"""Five findings of one kind would hide all others."""
RECENT = 3
"""Months back in which a signal is still news."""
BASELINE = 24
"""Months of history that say what is usual, as for indicators."""
TURNED_AWAY = 0.02
"""A larger part of a provider's rows turned away is worth a look at how it writes them."""


@dataclass(frozen=True)
class Finding:
    """One plain sentence, the page that shows it, and that page's query parameters."""

    matters: float
    """Higher comes first; the whole part is the kind of finding."""
    sentence: str
    page: str
    params: dict[str, str] = field(default_factory=dict)


def attention(reader: Reader, settled: Collection[tuple[str, str]] = ()) -> pd.DataFrame:
    """At most five findings, what matters most first: sentence, page, params.

    settled: check and provider of findings that were accepted or dismissed, which do not count.

    In order: indicators withheld, worsening below target, signals in referrals, councils outside
    their limits, late providers, failed checks and rows turned away, then indicators below
    target. At most two of a kind. No rows when nothing stands out.
    """
    sent = quality.submissions(reader)
    found = [
        *below_target(ratings(reader)),
        *signals(trend(reader, "referrals")),
        *outside(rating_matrix(reader), rounded_to(reader)),
        *late(sent, quality.release(reader)["as_at"]),
        *failing(quality.check_cuts(reader, "provider"), settled),
        *turned_away(sent),
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
    """The latest signal of the last months of referrals; months is trend()."""
    recent = months.tail(BASELINE).reset_index(drop=True)
    chart = spc.xmr(recent["value"])
    last = chart.tail(RECENT)
    marked = last[last["signal"] == "outside limits"]
    if marked.empty or chart["trial"].any():
        return []
    place = marked.index[-1]
    row = marked.loc[place]
    sentence = (
        f"Referrals in {worded(recent.loc[place, 'period_start'])} were "
        f"{'above' if row['direction'] == 'up' else 'below'} their usual range: "
        f"{wording.count(row['value'])}, usually {wording.count(max(row['low'], 0))} to "
        f"{wording.count(row['high'])}"
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


def failing(cuts: pd.DataFrame, settled: Collection[tuple[str, str]] = ()) -> list[Finding]:
    """The provider whose exports fail most checks; cuts is check_cuts(reader, "provider")."""
    pairs = list(zip(cuts["check_id"], cuts["key"], strict=True))
    open_still = pd.Series([each not in set(settled) for each in pairs], cuts.index, dtype="bool")
    serious = cuts[(cuts["severity"] != "note") & (cuts["outcome"] == "failed") & open_still]
    if serious.empty:
        return []
    by_provider = serious.groupby("key")["check_id"].nunique().sort_values(ascending=False)
    name, many = str(by_provider.index[0]), int(by_provider.iloc[0])
    looked_at = cuts.loc[cuts["key"] == name, "check_id"].nunique()
    sentence = f"Exports from {_provider(name)} fail {many} of {looked_at} checks"
    return [Finding(2 + many / 1000, sentence, "pages/quality/providers.py", {"provider": name})]


def turned_away(submissions: pd.DataFrame) -> list[Finding]:
    """The export with the largest part of its rows rejected; submissions is submissions()."""
    rows = submissions.groupby(["provider", "export"])[["rejected", "rows_read"]].sum(min_count=1)
    share = (rows["rejected"] / rows["rows_read"]).sort_values(ascending=False)
    share = share[share > TURNED_AWAY]
    if share.empty:
        return []
    provider, export = share.index[0]
    sentence = (
        f"{wording.value(share.iloc[0], 'share')} of the {export.replace('_', ' ')} rows of "
        f"{_provider(provider)} were turned away"
    )
    params = {"provider": provider}
    return [Finding(2 + share.iloc[0] / 10, sentence, "pages/quality/providers.py", params)]


def _some(names: list[str]) -> str:
    """Up to three names, and how many more."""
    if len(names) <= 3:
        return listed(names)
    return f"{', '.join(names[:3])} and {len(names) - 3} more"


def _provider(name: str) -> str:
    return profiles()[name].title if name in profiles() else name

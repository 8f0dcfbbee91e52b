"""One indicator's record as a list of facts: what it asks, why, on what clause, who checked it."""

from html import escape

import pandas as pd

from metrics.indicator import Indicator, indicators
from metrics.measure import measures
from pages.ui import filters, panels, words

THEMES = {
    "T1": "impact on victims",
    "T2": "management of risk",
    "T3": "purpose and outcomes",
    "T4": "consistency",
    "T5": "guidance and training",
    "T6": "leadership",
    "T7": "change of model",
    "T8": "multi-agency working",
    "T9": "national framework",
    "NS3": "code of conduct",
}
"""Themes of the 2019 workshop in words."""
BETTER = {
    "up": "Higher is better",
    "down": "Lower is better",
    "context": "Neither: it is context, and never rated",
}


def facts(indicator: Indicator) -> dict[str, str]:
    """The record as pairs of heading and words."""
    found = {
        "Question": indicator.question,
        "Why it matters": indicator.why,
        "Counts": indicator.numerator,
        "Out of": indicator.denominator,
        "Evidence of": indicator.evidence,
        "Direction": BETTER[indicator.better],
        "Target": "; ".join(targets(indicator)) or indicator.no_target_because or "none",
        "Themes": ", ".join(f"{THEMES.get(each, each)} ({each})" for each in indicator.themes),
        "In law from": words.day(indicator.in_law_from) if indicator.in_law_from else "",
        "What it does not show": indicator.caveat,
        "Read from": ", ".join(name.replace("_", " ") for name in indicator.reads),
        "Checked by": f"{indicator.checked_by}; for review by {words.day(indicator.review_date)}",
        "Defined in": f"metrics/indicators/, id {indicator.id}",
    }
    return {heading: text for heading, text in found.items() if text}


def limit(indicator: Indicator, value: float) -> str:
    """A target or its threshold in words: 95 %, or the number that is counted."""
    by_numerator = indicator.judged_by == "numerator"
    return words.count(value) if by_numerator else words.measured(value, indicator.kind)


def targets(indicator: Indicator) -> list[str]:
    """Every target in words, the earliest first."""
    at, to = ("", "down to") if indicator.better == "up" else ("at most ", "up to")
    return [
        f"from {words.day(each.applies_from)}: {at}{limit(indicator, each.target)}, "
        f"close {to} {limit(indicator, each.close)}. {each.source}"
        for each in indicator.targets
    ]


def html(indicator: Indicator) -> str:
    """The record as a definition list."""
    pairs = "".join(
        f"<dt>{escape(heading)}</dt><dd>{panels.html(text)}</dd>"
        for heading, text in facts(indicator).items()
    )
    return f'<dl class="facts">{pairs}</dl>'


def others() -> pd.DataFrame:
    """The measures that are not indicators, as a table to read."""
    found = [each for id, each in measures().items() if each.offered and id not in indicators()]
    shown = pd.DataFrame(
        {
            "Measure": [each.name for each in found],
            "Counts": [each.numerator for each in found],
            "Out of": [each.denominator for each in found],
            "Broken down by": [
                ", ".join(map(filters.dimension_label, each.offered[1:])) for each in found
            ],
            "What it does not show": [each.caveat for each in found],
        }
    )
    return shown[[name for name in shown if any(shown[name])]]

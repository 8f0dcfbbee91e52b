"""A store with one small published release, for pages to be opened on."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from data.reference import councils, divisions
from tests.metrics.published import SCOTLAND, Row, cell, months, publish

RELEASE = "2024-04-02.1"
SHARES = {"C01": 0.97, "C05": 0.9, "C12": 0.8}
"""Indicators that are given here, and how large a share holds."""
OUTCOMES = [
    ("referrals", "referrals.rows", "There are rows", "referrals", "critical", "passed"),
    ("referrals", "referrals.volume_band", "Volumes as usual", "referrals", "warning", "failed"),
]


def store(root: Path, *, exact: int = 0) -> Path:
    """A store at `root`. Its exact numbers differ from the protected ones by `exact` referrals."""
    folder = root / "releases" / RELEASE
    folder.mkdir(parents=True)
    for name, more in (("protected", 0), ("exact", exact)):
        checks = [(*each, "all", "all", 0, 100) for each in OUTCOMES]
        publish(folder, measure=_measure(more), check_outcome=checks).close()
        shutil.move(folder / "release.duckdb", folder / f"{name}.duckdb")
    manifest = {"release_id": RELEASE, "withheld": []}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (root / "published").write_text(RELEASE + "\n", encoding="utf-8")
    return root


CUTS = {
    "from_org": {"police_scotland": 0.9, "marac": 0.1},
    "to_org": {"assist": 0.7, "sacro": 0.3},
    "risk_sender": {"high": 0.4, "standard": 0.6},
    "lawful_basis": {"consent": 0.8, "public_task": 0.2},
}
ROUTES = {"police_scotland>assist": 0.65, "police_scotland>sacro": 0.25, "marac>assist": 0.05}
"""Routes that may be shown; marac>sacro is hidden."""


def _routes() -> Iterator[Row]:
    """Scotland broken down: by month and quarter and year, the same parts throughout."""
    spans = (("month", "MS", 1200), ("quarter", "QS-APR", 3600), ("year", "YS-APR", 14400))
    for period, step, size in spans:
        for day in pd.date_range("2016-04-01", "2024-03-31", freq=step):
            start = str(day.date())
            yield cell("routes", start, SCOTLAND, size, period=period)
            for code, part in ROUTES.items():
                cut = ("route", code)
                yield cell("routes", start, SCOTLAND, round(size * part), period=period, cut=cut)
            for name, parts in CUTS.items():
                for code, part in parts.items():
                    number, cut = round(size * part), (name, code)
                    yield cell("referrals", start, SCOTLAND, number, period=period, cut=cut)
            if period != "month":
                yield cell("referrals", start, SCOTLAND, size, period=period)
                yield cell("K03", start, SCOTLAND, size // 20, size, period=period)
                cut = ("to_org", "assist")
                yield cell("K03", start, SCOTLAND, size // 20, size, period=period, cut=cut)


def _measure(more: int) -> Iterator[Row]:
    """Eight years: referrals fall by a third at the consent period and come back in 2020."""
    areas = {SCOTLAND: 1.0} | dict.fromkeys(divisions()["division_code"], 1 / 13)
    draw = np.random.default_rng(7)
    for area, share in areas.items():
        for start in months("2016-04-01", 96):
            level = 0.22 if "2018-06" <= start < "2020-07" else 0.33
            incidents = int(draw.poisson(5300 * share))
            referrals = int(draw.poisson(5300 * share * level)) + more
            yield cell("referrals", start, area, referrals)
            yield cell("domestic_abuse_incidents", start, area, incidents)
            yield cell("C17", start, area, referrals, incidents)
            for indicator, part in SHARES.items():
                yield cell(indicator, start, area, round(referrals * part), referrals)
    yield from _routes()
    for code in councils()["council_code"]:
        referrals = int(draw.poisson(500))
        yield cell("C17", "2023-04-01", code, referrals, 1600, period="year")

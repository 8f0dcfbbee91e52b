"""A store with one small published release, for pages to be opened on."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np

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
    for code in councils()["council_code"]:
        referrals = int(draw.poisson(500))
        yield cell("C17", "2023-04-01", code, referrals, 1600, period="year")

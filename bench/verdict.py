"""Candidates for the verdict, side by side: python -m bench.verdict learn|choose|judge [NAME]."""

import sys
import time
import warnings
from itertools import pairwise

import numpy as np
import pandas as pd

from bench.candidates import CANDIDATES, Candidate, local_fit, placebo_in_time
from bench.windows import SHAPES, Half, Window, simulated, weights, windows
from metrics import local_level, reference_class

SIMULATED = 400
SLOW = ("ARIMA errors chosen by AICc",)
SIZES = (0, 30, 100, 300, 1000, np.inf)
ROUNDS, SMOOTHED = 200, 0.02


def learn() -> dict[str, np.ndarray]:
    """Weights of the reference class from the choosing half, as metrics/reference_class.py holds.

    Non-parametric maximum likelihood by expectation and maximisation, 2 % of the weight spread
    evenly, then reduced to drift with swings, scatter, and calendar.
    """
    found = windows("choose")
    settings, prior = local_level.settings()
    likely = np.array([local_fit(window.months).weights / prior for window in found])
    share, weight = weights(found), np.full(len(settings), 1 / len(settings))
    for _ in range(ROUNDS):
        chance = likely * weight
        chance /= chance.sum(axis=1, keepdims=True)
        weight = (1 - SMOOTHED) * (share @ chance) + SMOOTHED / len(settings)
    axes = [getattr(reference_class, axis) for axis in ("DRIFT", "SWINGS", "SCATTER", "CALENDAR")]
    cube = weight.reshape([len(axis) for axis in axes])
    return {
        "DRIFT_AND_SWINGS": cube.sum(axis=(2, 3)),
        "SCATTER_WEIGHTS": cube.sum(axis=(0, 1, 3)),
        "CALENDAR_WEIGHTS": cube.sum(axis=(0, 1, 2)),
    }


def claimed(candidate: Candidate, found: list[Window], truth: float = 0.0) -> pd.DataFrame:
    """For each window whether a change is claimed, the truth is covered, and the width."""
    rows = []
    for window in found:
        _, low, high = candidate(window.months)
        rows.append((low > 0 or high < 0, low <= truth <= high, high - low))
    return pd.DataFrame(rows, columns=["claims", "covers", "width"])


def multiplied(window: Window, factor: float) -> Window:
    """The window with its counts after the date multiplied and rounded."""
    months = window.months.copy()
    after = months["side"] == "after"
    months.loc[after, "count"] = (months.loc[after, "count"] * factor).round()
    return Window(window.series, window.family, months, window.history)


def in_time(half: Half) -> dict[str, object]:
    """False claims and power on real windows of placebos in the same series' longer history."""
    row: dict[str, object] = {"method": "placebos in the same series"}
    for factor in (1.0, 1.2, 0.8):
        found = [multiplied(window, factor) for window in windows(half)]
        made = [(each, placebo_in_time(each)) for each in found]
        kept = [each for each, interval in made if interval]
        claims = [interval[1] > 0 or interval[2] < 0 for _, interval in made if interval]
        row |= {"windows": len(kept), f"real x{factor}": np.average(claims, weights=weights(kept))}
    return row


def compared(name: str, half: Half) -> dict[str, object]:
    """One row of the table in docs/verdict.md."""
    candidate, found = CANDIDATES[name], windows(half)
    started = time.process_time()
    real = claimed(candidate, found)
    each = 1000 * (time.process_time() - started) / len(found)
    row: dict[str, object] = {"method": name, "false": _percent(real, weights(found))}
    means = pd.Series([window.mean for window in found])
    for low, high in pairwise(SIZES):
        inside = ((means >= low) & (means < high)).to_numpy()
        row[f"false {low:.0f}-{high:.0f}"] = _percent(real[inside])
    slow = name in SLOW
    for factor in (1.2, 0.8):
        if not slow:
            changed = claimed(candidate, [multiplied(window, factor) for window in found])
            row[f"real x{factor}"] = _percent(changed, weights(found))
        if half == "choose":  # made-up windows are the same for both halves
            made = simulated(SIMULATED // 4 if slow else SIMULATED, effect=factor)
            row[f"simulated x{factor}"] = _percent(claimed(candidate, list(made)))
    row |= {"width": f"{np.exp(real['width'].median() / 2) - 1:.0%}", "ms": round(each)}
    return row


def shaped(name: str, half: Half) -> dict[str, str]:
    """False claims of one method for every shape of window."""
    rates = {}
    for shape in SHAPES:
        found = windows(half, shape)
        rates[shape] = _percent(claimed(CANDIDATES[name], found), weights(found))
    return rates


def families(name: str, half: Half) -> pd.DataFrame:
    """False claims of one method by kind of series, with the number of windows."""
    found = windows(half)
    real = claimed(CANDIDATES[name], found).assign(family=[window.family for window in found])
    return real.groupby("family")["claims"].agg(["size", "mean"]).round(3)


def _percent(claims: pd.DataFrame, share: np.ndarray | None = None) -> str:
    if claims.empty:
        return "-"
    rate = np.average(claims["claims"], weights=share)
    return f"{100 * rate:.1f} %"


def main(step: str, only: str = "") -> None:
    """Print what was asked for, as Markdown or as Python."""
    warnings.simplefilter("ignore")
    if step == "learn":
        for name, table in learn().items():
            print(name, np.round(table, 3).tolist())
        return
    for name in CANDIDATES:
        if only in name:
            print(compared(name, step), flush=True)
    print(in_time(step))
    if only:
        print(shaped(name, step), families(name, step), sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

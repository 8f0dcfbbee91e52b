"""Candidates for the verdict, side by side: python -m bench.verdict choose|judge [NAME]."""

import sys
import time
import warnings
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from bench.candidates import CANDIDATES, Candidate, placebo_in_time
from bench.windows import HELD_BACK, LEARNT, SHAPES, Part, Window, simulated, weights, windows

Step = Literal["choose", "judge"]
PARTS: dict[Step, tuple[Part, ...]] = {"choose": LEARNT, "judge": HELD_BACK}
SIMULATED = 400
SLOW = ("ARIMA errors chosen by AICc",)
SIZES = (0, 30, 100, 300, 1000, np.inf)
DRAWS = 2000


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


def in_time(parts: tuple[Part, ...]) -> dict[str, object]:
    """False claims and power on real windows of placebos in the same series' longer history."""
    row: dict[str, object] = {"method": "placebos in the same series"}
    for factor in (1.0, 1.2, 0.8):
        found = [multiplied(window, factor) for window in windows(parts)]
        made = [(each, placebo_in_time(each)) for each in found]
        kept = [each for each, interval in made if interval]
        claims = [interval[1] > 0 or interval[2] < 0 for _, interval in made if interval]
        row |= {"windows": len(kept), f"real x{factor}": np.average(claims, weights=weights(kept))}
    return row


def compared(name: str, step: Step) -> dict[str, object]:
    """One row of the table in docs/verdict.md."""
    candidate, found = CANDIDATES[name], windows(PARTS[step])
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
        if step == "choose":  # made-up windows are the same for all parts
            made = simulated(SIMULATED // 4 if slow else SIMULATED, effect=factor)
            row[f"simulated x{factor}"] = _percent(claimed(candidate, list(made)))
    row |= {"width": f"{np.exp(real['width'].median() / 2) - 1:.0%}", "ms": round(each)}
    return row


def shaped(name: str, step: Step) -> pd.DataFrame:
    """False claims of one method by shape of window and kind of series, each series once.

    low and high are a 95 % bootstrap interval, whole series drawn anew.
    """
    rows = []
    for shape in SHAPES:
        found = windows(PARTS[step], shape)
        made = claimed(CANDIDATES[name], found).assign(
            kind=[window.family for window in found],
            cluster=[window.cluster for window in found],
        )
        every = made.assign(kind="all")
        for kind, part in (*every.groupby("kind"), *made.groupby("kind")):
            series = part.groupby("cluster")["claims"].mean().to_numpy()
            drawn = np.random.default_rng(0).choice(series, (DRAWS, len(series))).mean(axis=1)
            low, high = np.quantile(drawn, (0.025, 0.975))
            rows.append((shape, kind, len(part), len(series), series.mean(), low, high))
    names = ["shape", "kind", "windows", "series", "false", "low", "high"]
    return pd.DataFrame(rows, columns=names).round(3)


def _percent(claims: pd.DataFrame, share: np.ndarray | None = None) -> str:
    if claims.empty:
        return "-"
    rate = np.average(claims["claims"], weights=share)
    return f"{100 * rate:.1f} %"


def main(step: Step, only: str = "") -> None:
    """Print what was asked for."""
    warnings.simplefilter("ignore")
    for name in CANDIDATES:
        if only in name:
            print(compared(name, step), flush=True)
            if only:
                print(shaped(name, step).to_string(index=False))
    print(in_time(PARTS[step]))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Ways to judge a change in a monthly count: window in, log effect with a 95 % interval out."""

from collections.abc import Callable
from functools import cache, partial

import numpy as np
import pandas as pd
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.tsa.statespace.sarimax import SARIMAX
from statsmodels.tsa.statespace.structural import UnobservedComponents

from bench.windows import LEARNT, Window, weights, windows
from metrics import local_level, plain, quasi_poisson
from metrics.change import Change
from metrics.months import Months
from metrics.quasi_poisson import Effect

Found = tuple[float, float, float]
"""Log effect, and both ends of its interval."""
Candidate = Callable[[pd.DataFrame], Found]

NORMAL, T_44 = 1.96, 2.015
ORDERS = ((0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 1, 1))
BLOCK, RESAMPLES = 6, 300
FLOOR = 0.02
HISTORY = 72


def sided(months: pd.DataFrame) -> pd.DataFrame:
    """Months of either side, without the transition."""
    return months[months["side"] != "transition"]


def design(months: pd.DataFrame, *, slope: bool) -> np.ndarray:
    """1, step, two pairs of harmonics, and for the segmented model time and its change."""
    start = months["period_start"].dt
    t = (12 * start.year + start.month).to_numpy("float64")
    after = (months["side"] == "after").to_numpy("float64")
    angle = 2 * np.pi * start.month.to_numpy("float64") / 12
    waves = [wave(k * angle) for k in (1, 2) for wave in (np.sin, np.cos)]
    since = after * (t - t[after == 1][0])
    trend = [t - t[0], since] if slope else []
    return np.column_stack([np.ones(len(t)), after, *waves, *trend])


def segmented(months: pd.DataFrame, errors: str) -> Found:
    """Quasi-Poisson with level and slope, as metrics/plain.py; errors as named."""
    kept = sided(months)
    rows = design(kept, slope=True)
    fitted = quasi_poisson.fit(kept["count"], kept["exposure"], rows, Months.of(kept).time)
    if errors == "related":
        return logs(fitted.effect(1))
    variance = fitted.quasi_poisson[1, 1] / (fitted.dispersion if errors == "Poisson" else 1)
    return around(fitted.parameters[1], variance, T_44)


def newey_west(months: pd.DataFrame) -> Found:
    """The same with Newey and West's errors, which allow neighbouring months to be related."""
    kept = sided(months)
    model = GLM(kept["count"].to_numpy("float64"), design(kept, slope=True), family=Poisson())
    lags = {"maxlags": int(4 * (len(kept) / 100) ** (2 / 9)), "use_correction": True}
    fitted = model.fit(scale="X2", cov_type="HAC", cov_kwds=lags)
    return around(fitted.params[1], np.asarray(fitted.cov_params())[1, 1], T_44)


def around(middle: float, variance: float, quantile: float) -> Found:
    """An interval from a variance."""
    reach = quantile * float(np.sqrt(variance))
    return float(middle), float(middle) - reach, float(middle) + reach


def logs(effect: Effect | None) -> Found:
    """An effect on the log scale."""
    if effect is None:
        return 0.0, -np.inf, np.inf
    return float(np.log(effect.ratio)), float(np.log(effect.low)), float(np.log(effect.high))


def arima(months: pd.DataFrame) -> Found:
    """Level and slope on log counts with ARIMA errors, their order chosen by AICc (SARIMAX)."""
    y = np.log(months["count"].where(months["side"] != "transition").to_numpy("float64") + 0.5)
    fits = []
    for order in ORDERS:
        exog = design(months, slope=True)[:, int(order[1]) :]
        model = SARIMAX(y, exog, order=order, enforce_stationarity=True, concentrate_scale=True)
        fits.append(model.fit(disp=False, maxiter=60))
    best = min(fits, key=lambda fitted: fitted.aicc)
    place = 0 if best.model.k_diff else 1
    return around(best.params[place], best.cov_params()[place, place], T_44)


def structural(months: pd.DataFrame, trend: str) -> Found:
    """Local level with a step by maximum likelihood on log counts (UnobservedComponents)."""
    y = np.log(months["count"].where(months["side"] != "transition").to_numpy("float64") + 0.5)
    model = UnobservedComponents(y, trend, exog=design(months, slope=False)[:, 1:])
    fitted = model.fit(disp=False, maxiter=100)
    place = list(fitted.model.param_names).index("beta.x1")
    return around(fitted.params[place], np.asarray(fitted.cov_params())[place, place], T_44)


def floored(months: pd.DataFrame) -> Found:
    """Local level, its drift by maximum likelihood but never under 2 % a month."""
    fitted = local_fit(months)
    known, prior = local_level.settings()
    likely = np.where(known[:, 0] >= FLOOR, np.log(fitted.weights / prior), -np.inf)
    best = int(np.argmax(likely))
    return around(fitted.estimates[best], fitted.variances[best], NORMAL)


def local_fit(months: pd.DataFrame) -> local_level.Fit:
    """The fit under every setting of the reference class."""
    kept = (months["side"] != "transition").to_numpy()
    return local_level.fit(months["count"].to_numpy("float64")[kept], Months.of(months).only(kept))


def averaged(months: pd.DataFrame) -> Found:
    """The local level averaged over the reference class: metrics/verdict.py."""
    return logs(local_fit(months).effect())


def plain_equal(months: pd.DataFrame) -> Found:
    """Equal calendar months, as metrics/plain.py."""
    start = {side: part["period_start"] for side, part in months.groupby("side")}
    ends = [(start[side].iloc[0], start[side].iloc[-1]) for side in ("before", "after")]
    return logs(plain.equal_months(months, Change("", "", *ends)))


def block_bootstrap(months: pd.DataFrame) -> Found:
    """Least squares on log counts; blocks of 6 residuals drawn anew, percentile interval."""
    kept = sided(months)
    x, y = design(kept, slope=True), np.log(kept["count"].to_numpy("float64") + 0.5)
    solve = np.linalg.pinv(x)
    line = x @ (solve @ y)
    residuals = (y - line) * np.sqrt(len(y) / (len(y) - x.shape[1]))
    random = np.random.default_rng(0)
    starts = random.integers(0, len(y) - BLOCK + 1, (RESAMPLES, -(-len(y) // BLOCK)))
    places = (starts[:, :, None] + np.arange(BLOCK)).reshape(RESAMPLES, -1)[:, : len(y)]
    drawn = (line + residuals[places]) @ solve[1]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return float(solve[1] @ y), float(low), float(high)


@cache
def _placebos() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Equal-months log ratios of the series that are learnt from, variances, and weights."""
    found = windows(LEARNT)
    each = [plain_equal(window.months) for window in found]
    middles = np.array([middle for middle, _, _ in each])
    variances = np.array([((high - low) / 2 / NORMAL) ** 2 for _, low, high in each])
    return middles, variances, weights(found)


def placebo_across(months: pd.DataFrame) -> Found:
    """Equal months, as wide as 95 % of the same statistic on the placebos of LEARNT."""
    middles, _, share = _placebos()
    order = np.argsort(np.abs(middles))
    reach = np.abs(middles)[order][np.searchsorted(np.cumsum(share[order]), 0.95)]
    middle = plain_equal(months)[0]
    return middle, middle - float(reach), middle + float(reach)


def equal_with_years(months: pd.DataFrame) -> Found:
    """Equal months, plus a spread between years learnt on the placebos of LEARNT."""
    middles, variances, share = _placebos()
    extra = max(0.0, float(share @ (middles**2 - variances)))
    middle, low, high = plain_equal(months)
    return around(middle, ((high - low) / 2 / NORMAL) ** 2 + extra, NORMAL)


def placebo_in_time(window: Window) -> Found | None:
    """Mean of 24 months against 24 before, as wide as 95 % of its placebos in the same series.

    None without 6 years of history, which give 25 placebo dates (they overlap).
    """
    history, counts = window.history, sided(window.months)["count"].to_numpy("float64")
    if len(history) < HISTORY or np.isnan(history).any():
        return None
    starts = range(len(history) - len(counts) + 1)
    placebos = [_halves(history[start : start + len(counts)]) for start in starts]
    reach = float(np.quantile(np.abs(placebos), 0.95))
    middle = _halves(counts)
    return middle, middle - reach, middle + reach


def _halves(counts: np.ndarray) -> float:
    half = len(counts) // 2
    return float(np.log((counts[half:].sum() + 0.5) / (counts[:half].sum() + 0.5)))


CANDIDATES: dict[str, Candidate] = {
    "plain Poisson, level and slope": partial(segmented, errors="Poisson"),
    "quasi-Poisson, level and slope": partial(segmented, errors="plain"),
    "Newey-West, level and slope": newey_west,
    "averaged over correlations (the usual model)": partial(segmented, errors="related"),
    "block bootstrap": block_bootstrap,
    "equal calendar months": plain_equal,
    "equal months with spread between years": equal_with_years,
    "placebos of other series, one width": placebo_across,
    "ARIMA errors chosen by AICc": arima,
    "local level, maximum likelihood": partial(structural, trend="llevel"),
    "local level with slope, maximum likelihood": partial(structural, trend="lldtrend"),
    "local level, drift at least 2 %": floored,
    "local level averaged over a reference class": averaged,
}

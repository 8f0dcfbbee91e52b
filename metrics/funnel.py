"""Funnel plots: do areas differ from the target by more than their size and chance explain?"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from metrics.rates import PER, normal_quantile

Floats = NDArray[np.float64]
Kind = Literal["share", "rate"]

LEVELS = {"95": 0.95, "998": 0.998}
"""Inner limits leave one area in 20 outside by chance, outer ones one in 500."""
WINSORISED = 0.1
"""The most extreme tenth of scores on either side does not decide how wide all limits are."""


@dataclass(frozen=True)
class Standing:
    """Where each area stands; arrays in the order of the areas."""

    target: float
    """A share, or events per one of the denominator."""
    phi: float
    tau: float
    distance: Floats
    """Score on the scale widened for overdispersion; NaN for an area left out."""
    outside: NDArray[np.str_]
    """"above", "below" or "": beyond the widened 99.8 % limits."""
    beyond_chance: NDArray[np.str_]
    """The same for limits by chance alone: how areas look that all differ from one another."""


def funnel(
    numerator: ArrayLike,
    denominator: ArrayLike,
    target: float | None = None,
    *,
    kind: Kind = "share",
    rounded_to: int = 0,
) -> pd.DataFrame:
    """Each area against funnel limits that are widened for overdispersion.

    numerator, denominator: one length; NaN is a hidden area, which has no value and moves no
    limit. target: a share 0 to 1, or for "rate" events per 100; all areas pooled when None.
    rounded_to: what both parts were rounded to, so that rounding is not taken for a difference.
    Columns: value, target, phi, tau, low_95, high_95, low_998, high_998 (widened limits),
    plain_low_95 and so on (limits by chance alone), distance, outside, beyond_chance (Standing).
    Without a single known area the target and all limits are NaN.
    Raises ValueError where the target is negative, or a share's target is above 1.
    Source: Spiegelhalter (2005), Statistics in Medicine 24, 1185.

    Example: funnel([8, 40, 55], [80, 410, 520])[["low_998", "outside"]]
    """
    per = PER if kind == "rate" else 1
    x, n = _parts(numerator, denominator)
    middle = None if target is None else target / per
    found = standing(x, n, middle, kind=kind, rounded_to=rounded_to)
    frame = limits(n, found.target * per, found.tau, kind=kind, rounded_to=rounded_to)
    return frame.assign(
        value=per * x / n,
        phi=found.phi,
        tau=found.tau,
        distance=found.distance,
        outside=found.outside,
        beyond_chance=found.beyond_chance,
    )


def standing(
    numerator: ArrayLike,
    denominator: ArrayLike,
    target: float | None = None,
    *,
    kind: Kind = "share",
    rounded_to: int = 0,
) -> Standing:
    """What funnel() finds without the limits it draws: quick enough for many indicators.

    As in funnel(), but target is a share, or events per one of the denominator.
    """
    x, n = _parts(numerator, denominator)
    middle = _pooled(x, n) if target is None else target
    if middle < 0 or (kind == "share" and middle > 1):
        raise ValueError("The target of a funnel is 0 or more, and no more than 1 for a share")
    phi, tau = overdispersion(x, n, middle, kind=kind, rounded_to=rounded_to)
    apart = _apart(_unrounded(x, n, kind, rounded_to), n, middle, kind)
    chance = _chance(n, middle, kind, rounded_to)
    distance = apart / np.sqrt(chance + tau**2)
    return Standing(middle, phi, tau, distance, _side(distance), _side(apart / np.sqrt(chance)))


def overdispersion(
    numerator: ArrayLike,
    denominator: ArrayLike,
    target: float,
    *,
    kind: Kind = "share",
    rounded_to: int = 0,
) -> tuple[float, float]:
    """How much more areas vary than chance: phi (1 is chance alone) and tau (its size).

    z = (f(x/n) - f(t)) 2 sqrt(n), winsorised at the 10th and 90th percentile; phi = sum z2 / k;
    tau2 = (k phi - (k - 1)) / (sum w - sum w2 / sum w), w = 4n, 0 where phi < (k - 1) / k.
    f is arcsine of the square root for a share, the square root for a rate; tau is on that scale.
    target: a share, or events per one of the denominator. Rounded parts: as in funnel().
    """
    x, n = np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    chance = _chance(n, target, kind, rounded_to)
    z = _apart(_unrounded(x, n, kind, rounded_to), n, target, kind) / np.sqrt(chance)
    z, w = z[~np.isnan(z)], 1 / chance[~np.isnan(z)]
    k = len(z)
    if k < 2:
        return float("nan"), 0.0
    z = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    phi = float((z**2).sum() / k)
    if phi < (k - 1) / k:
        return phi, 0.0
    return phi, float(np.sqrt((k * phi - (k - 1)) / (w.sum() - (w**2).sum() / w.sum())))


def limits(
    denominator: ArrayLike,
    target: float,
    tau: float,
    *,
    kind: Kind = "share",
    rounded_to: int = 0,
) -> pd.DataFrame:
    """Limits for areas of these sizes, also to draw the funnel's curves.

    Columns: denominator, target, low_95, high_95, low_998, high_998 (widened by tau on the
    transformed scale), plain_low_95 ... (target -/+ z sqrt(t(1 - t)/n), or sqrt(t/n) for a rate,
    clipped to what is possible). target, tau, rounded_to: as in funnel().
    """
    per = PER if kind == "rate" else 1
    n, t = np.asarray(denominator, dtype=np.float64), target / per
    frame: dict[str, object] = {"denominator": n, "target": target}
    chance = np.sqrt(t * ((1 - t) if kind == "share" else 1) / n)
    spread = np.sqrt(_chance(n, t, kind, rounded_to) + tau**2)
    most = 1.0 if kind == "share" else np.inf
    for name, level in LEVELS.items():
        z = normal_quantile(level)
        for side, sign in (("low", -1), ("high", 1)):
            frame[f"{side}_{name}"] = per * _back(_ahead(t, kind) + sign * z * spread, kind)
            frame[f"plain_{side}_{name}"] = per * np.clip(t + sign * z * chance, 0.0, most)
    return pd.DataFrame(frame)


def _parts(numerator: ArrayLike, denominator: ArrayLike) -> tuple[Floats, Floats]:
    """Both parts as floats; the denominator is NaN for an area that is left out."""
    x, n = np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    return x, np.where(np.isnan(x) | ~(n > 0), np.nan, n)


def _side(score: Floats) -> NDArray[np.str_]:
    edge = normal_quantile(LEVELS["998"])
    return np.select([score > edge, score < -edge], ["above", "below"], "")


def _pooled(x: Floats, n: Floats) -> float:
    known = ~np.isnan(x) & ~np.isnan(n)
    return float(x[known].sum() / n[known].sum()) if known.any() else float("nan")


def _apart(x: Floats, n: Floats, target: float, kind: Kind) -> Floats:
    return _ahead(x / n, kind) - _ahead(target, kind)


def _unrounded(x: Floats, n: Floats, kind: Kind, rounded_to: int) -> Floats:
    """Parts as they are, but none and all as the middle of what is rounded to them."""
    return np.clip(x, rounded_to / 4, n - rounded_to / 4 if kind == "share" else np.inf)


def _chance(n: Floats, target: float, kind: Kind, rounded_to: int) -> Floats:
    """Variance by chance on the transformed scale: 1/4n, and that of rounding both parts.

    Rounding to r adds r2/12 to each part, (1 + t2) r2/12 / n2 to x/n, by the delta method divided
    by 4t(1 - t) for a share and 4t for a rate; none at t of 0 or 1, where nothing varies.
    """
    slope = 4 * target * ((1 - target) if kind == "share" else 1)
    if not rounded_to or not slope > 0:
        return 1 / (4 * n)
    return 1 / (4 * n) + (1 + target**2) * rounded_to**2 / 12 / n**2 / slope


def _ahead(share: ArrayLike, kind: Kind) -> Floats:
    """The scale on which an area's variance depends on its size alone."""
    root = np.sqrt(np.asarray(share, dtype=np.float64))
    return np.arcsin(root) if kind == "share" else root


def _back(scaled: Floats, kind: Kind) -> Floats:
    if kind == "share":
        return np.sin(np.clip(scaled, 0.0, np.pi / 2)) ** 2
    return np.clip(scaled, 0.0, None) ** 2

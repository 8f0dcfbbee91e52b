"""What published states tell of the counts behind them: how a part stands to its whole."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from metrics.protection.blocks import Key, Years
from metrics.protection.bounds import Bounds
from metrics.protection.margins import Numbers

Shares = npt.NDArray[np.float64]
NOISE = 1e-9
"""What a count times a share, or through one, may be off by."""


@dataclass(frozen=True, eq=False)
class States:
    """The states of one indicator, one after another, as the shares that they lie between."""

    parts: Key
    """The block of numerators."""
    wholes: Key
    """The block of denominators."""
    least: Shares
    """Less than 0 where no least is told."""
    most: Shares
    """Infinity where no most is told."""
    up: bool
    """Where up is better a share may be the least, not the most; else the other way round."""
    rows: Numbers
    """Of each, its row in the measure table."""
    at: tuple[Numbers, ...]
    """Of each, its area, period and year."""

    def those(self, kept: npt.NDArray[np.bool_]) -> "States":
        """Some of them."""
        cells = {name: getattr(self, name)[kept] for name in ("least", "most", "rows")}
        return replace(self, **cells, at=tuple(each[kept] for each in self.at))

    def of(self, years: Numbers) -> "States":
        """Those of some years, as the places of those years say."""
        own = self.those(np.isin(self.at[-1], years))
        return replace(own, at=(*own.at[:2], np.searchsorted(years, own.at[2])))

    def tighten(self, bounds: dict[Key, Bounds], years: Years) -> None:
        """Tighten the bounds of numerators and denominators in some years, in place."""
        own = self.those(years[self.at[2]])
        parts, wholes = (Bounds(*_all(bounds[key])) for key in (self.parts, self.wholes))
        x, n = (Bounds(each.low[own.at], each.high[own.at]) for each in (parts, wholes))
        under, over = own.least > 0, np.isfinite(own.most) & (own.most > 0)
        divided = x.high / np.where(under, own.least, 1), x.low / np.where(over, own.most, 1)
        n_high = np.where(under, _at_most(divided[0], strictly=not self.up), n.high)
        n_low = np.where(over, _at_least(divided[1], strictly=self.up), n.low)
        most = np.where(np.isfinite(own.most), own.most, np.iinfo(np.int16).max)
        x_low = _at_least(own.least * n.low, strictly=not self.up)
        x_high = _at_most(most * n.high, strictly=self.up)
        parts.low[own.at] = np.maximum(x.low, x_low)
        parts.high[own.at] = np.minimum(x.high, x_high)
        wholes.low[own.at] = np.maximum(n.low, n_low)
        wholes.high[own.at] = np.minimum(n.high, n_high)


def _all(bounds: Bounds) -> tuple[Numbers, Numbers]:
    """Views of the bounds of "all"."""
    return bounds.low[0], bounds.high[0]


def _at_least(limit: Shares, *, strictly: bool) -> Shares:
    """The least whole number that is at least, or more than, a limit."""
    found: Shares = np.floor(limit + NOISE) + 1 if strictly else np.ceil(limit - NOISE)
    return found


def _at_most(limit: Shares, *, strictly: bool) -> Shares:
    """The greatest whole number that is at most, or less than, a limit."""
    found: Shares = np.ceil(limit - NOISE) - 1 if strictly else np.floor(limit + NOISE)
    return found

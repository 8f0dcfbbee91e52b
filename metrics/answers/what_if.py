"""An estimate under a reader's own choices: never the standing result, and always said so."""

from dataclasses import dataclass, replace

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND, area_names
from metrics import before_after
from metrics.answers import changes, sentences
from metrics.answers.changes import ChangeId
from metrics.answers.comparison import monthly
from metrics.answers.regimes import regimes
from metrics.answers.robustness import less
from metrics.before_after import BeforeAfter
from metrics.change import Change
from metrics.sensitivity import calm, wider


@dataclass(frozen=True)
class Choices:
    """What a reader changes; as they stand, nothing."""

    month: pd.Timestamp | None = None
    """The month in which the change is taken to have happened; its own months are left out."""
    wider: int = 0
    """Months left out on each side of the transition, beside those that the dates leave out."""
    without_lockdown: bool = False
    without_division: str | None = None
    """Code of a division that is taken out of Scotland."""

    @property
    def standing(self) -> bool:
        """Whether nothing is changed."""
        return self == Choices()

    @property
    def words(self) -> str:
        """What is changed, as the end of "What if ...?"."""
        return " and ".join(_said(self))


def _said(choices: Choices) -> list[str]:
    said = []
    if choices.month is not None:
        said.append(f"the change had come in {choices.month:%B %Y}")
    if choices.wider:
        months = "a month more" if choices.wider == 1 else f"{choices.wider} months more"
        said.append(f"{months} were left out on each side")
    if choices.without_lockdown:
        said.append("the months of the first lockdown were left out")
    if choices.without_division is not None:
        said.append(f"{area_names()[choices.without_division]} division were left out")
    return said


def what_if(
    reader: Reader,
    choices: Choices,
    area_code: str = SCOTLAND,
    *,
    change: ChangeId = "consent",
    exposure: str | None = "incidents",
) -> tuple[BeforeAfter, str]:
    """before_and_after() of comparison.py under a reader's choices, and the sentence on it."""
    months = monthly(reader, area_code, exposure)
    if choices.without_division is not None:
        months = less(months, monthly(reader, choices.without_division, exposure))
    if choices.without_lockdown:
        months = calm(months)
    made = _moved(changes.change(change, regimes(reader, area_code)), choices)
    found = before_after.fit(months, made)
    return found, sentences.before_after(found, area_code, exposure)


def _moved(change: Change, choices: Choices) -> Change:
    """The change at the chosen month, with the chosen months around it left out."""
    if choices.month is not None:
        one = pd.DateOffset(months=1)
        before, after = choices.month - one, choices.month + one
        change = replace(change, before=(change.before[0], before), after=(after, change.after[1]))
    return wider(change, choices.wider)

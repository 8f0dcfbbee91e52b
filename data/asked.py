"""By which profile somebody asked a file to be read, and what earlier readings of it mean for that.

A choice stands: the file is read by that profile again, whatever its headings tell, until somebody
chooses another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.definitions import definitions
from data.recognise import check_chosen

Receipt = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """One file to be read."""

    sha256: str
    chosen: str
    """PROVIDER or PROVIDER:EXPORT; empty when its headings are to tell."""
    readings: Sequence[Receipt]
    """Receipts of the same bytes, oldest first."""

    def known(self, *, sample: bool) -> Receipt | None:
        """The receipt of a reading that reading the file now would only repeat.

        A sample's name on a file that was loaded as a real one does not make it a sample.
        """
        alike = [each for each in self.readings if sample or not each["sample"]]
        if self.chosen:
            alike = [each for each in alike[-1:] if self.chosen in _ways(each)]
        return next((each for each in alike if each.get("definitions") == _as_now(each)), None)

    def instead_of(self, provider: str, export: str) -> str:
        """The reading that one by a chosen profile replaces, if that was by another profile.

        It makes the new reading's id another, so that a choice can also be taken back.
        """
        if not (self.chosen and self.readings):
            return ""
        last = self.readings[-1]
        if (last["provider"], last["export"]) == (provider, export):
            return str(last.get("instead_of", ""))
        return str(last["submission_id"])


def asked(profile: str, sha256: str, readings: Sequence[Receipt]) -> Asked:
    """What is asked of a file: the profile named, else the one that was chosen for it before."""
    before = str(readings[-1].get("chosen", "")) if readings and not profile else ""
    return Asked(sha256, profile or ("" if check_chosen(before) else before), readings)


def _as_now(receipt: Receipt) -> str:
    told = {"sample": receipt["sample"], "instead_of": receipt.get("instead_of", "")}
    return definitions(receipt["export"], receipt["provider"], **told)


def _ways(receipt: Receipt) -> tuple[str, str]:
    """The ways to choose the profile that a file was read by."""
    return receipt["provider"], f"{receipt['provider']}:{receipt['export']}"

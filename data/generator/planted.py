"""Every number that the generator plants, in one frozen record: the ground truth of the sample."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

FIRST_MONTH = date(2016, 4, 1)


@dataclass(frozen=True)
class Recording:
    """How often a field is filled in: a share before the code took hold, one after, a spread."""

    early: float
    late: float
    spread: float = 0.22
    """Standard deviation between councils, on the logit scale."""
    low: Mapping[str, float] = field(default_factory=dict)
    """Councils planted far below the others: council code to a shift on the logit scale."""


@dataclass(frozen=True)
class DivisionChange:
    """When a division moved from consent to public task, and by how much referrals rose."""

    day: date
    rise: float


DIVISIONS = {
    "S32000003": DivisionChange(date(2020, 8, 3), 1.42),
    "S32000004": DivisionChange(date(2020, 10, 12), 1.55),
    "S32000005": DivisionChange(date(2020, 9, 1), 1.30),
    "S32000006": DivisionChange(date(2019, 11, 4), 1.60),
    "S32000008": DivisionChange(date(2020, 2, 3), 1.48),
    "S32000010": DivisionChange(date(2021, 1, 18), 1.25),
    "S32000012": DivisionChange(date(2020, 1, 13), 1.52),
    "S32000013": DivisionChange(date(2020, 11, 2), 1.45),
    "S32000015": DivisionChange(date(2020, 7, 6), 1.38),
    "S32000016": DivisionChange(date(2019, 9, 2), 1.65),
    "S32000017": DivisionChange(date(2019, 10, 7), 1.50),
    "S32000018": DivisionChange(date(2020, 12, 7), 1.58),
    "S32000019": DivisionChange(date(2021, 2, 1), 1.44),
}

RECORDING = {
    "lawful_basis": Recording(0.93, 0.993, low={"S12000020": -1.6}),
    "condition_code": Recording(0.88, 0.978),
    "gateway_code": Recording(0.86, 0.972),
    "necessity_recorded": Recording(0.80, 0.935, low={"S12000042": -1.3, "S12000021": -1.0}),
    "proportionality_recorded": Recording(0.85, 0.955),
    "purpose_code": Recording(0.93, 0.993),
    "outcome_code": Recording(0.90, 0.991),
    "privacy_info": Recording(0.82, 0.975),
    "agreement_id": Recording(0.84, 0.972, low={"S12000027": -1.6, "S12000033": -0.9}),
    "refusal_reason_code": Recording(0.86, 0.975),
    "request_states_task": Recording(0.75, 0.93),
    "minimum_dataset": Recording(0.85, 0.972, low={"S12000050": -0.9, "S12000017": -0.8}),
    "victim_views": Recording(0.66, 0.86),
    "risk_sender": Recording(0.95, 0.985),
    "risk_receiver": Recording(0.91, 0.965),
    "sent_in_time": Recording(0.84, 0.968, low={"S12000006": -1.1, "S12000036": -0.7}),
    "request_in_time": Recording(0.78, 0.91),
    "contact_in_time": Recording(0.70, 0.82),
    "transfer_in_time": Recording(0.72, 0.95),
    "outcome": Recording(0.90, 0.96),
    "told_once": Recording(0.70, 0.88),
    "not_excessive": Recording(0.955, 0.984),
}


@dataclass(frozen=True)
class Planted:
    """The ground truth: what a perfect analysis of the sample would find."""

    referrals_per_incident: float = 0.30
    """Before 25 May 2018, over the whole of Scotland, apart from council differences."""
    consent_day: date = date(2018, 5, 25)
    consent_level: float = 0.68
    """Referrals per incident on that day against the level before."""
    consent_slope: float = -0.003
    """Monthly change of the log rate from that day until a division's change."""
    divisions: Mapping[str, DivisionChange] = field(default_factory=lambda: dict(DIVISIONS))
    public_task_slope: float = 0.001
    """Monthly change of the log rate after a division's change."""
    covid_months: tuple[date, date] = (date(2020, 3, 1), date(2020, 6, 1))
    covid_level: float = 0.85
    """Referrals per incident in those four months, against what they would have been."""
    council_spread: float = 0.12
    """Standard deviation of the councils' log rates beyond chance."""
    month_noise: float = 0.02
    cell_noise: float = 0.05
    """Lognormal noise of all Scotland's months, and of each council's month."""
    high_risk_share: float = 0.068
    """Of domestic abuse incidents."""
    high_risk_referred: tuple[float, float, float] = (0.82, 0.70, 0.96)
    """Of high-risk incidents: before May 2018, under consent, under public task."""
    risk_matrix: tuple[tuple[float, float, float], ...] = (
        (0.87, 0.11, 0.02),
        (0.09, 0.82, 0.09),
        (0.02, 0.12, 0.86),
    )
    """Receiver's level (standard, medium, high) given the sender's, a row for each."""
    loose_risk: Mapping[str, float] = field(
        default_factory=lambda: {"S12000008": 0.40, "S12000030": 0.35, "S12000041": 0.45}
    )
    """Councils where this share of receivers' levels owes nothing to the sender's."""
    never_received: float = 0.06
    """Of referrals sent to a service whose system sends rows: the service has no row of it."""
    never_sent: float = 0.02
    """Of referrals: the service has a row, the sender has none."""
    moved: float = 0.03
    """Of referrals: the case moved from another council area."""
    basis_before: Mapping[str, float] = field(
        default_factory=lambda: (
            {"consent": 0.58, "public_task": 0.24, "legitimate_interests": 0.10}
            | {"vital_interests": 0.05, "legal_obligation": 0.03}
        )
    )
    basis_consent: Mapping[str, float] = field(
        default_factory=lambda: (
            {"consent": 0.86, "public_task": 0.045, "vital_interests": 0.06}
            | {"legal_obligation": 0.03, "legitimate_interests": 0.005}
        )
    )
    basis_public_task: Mapping[str, float] = field(
        default_factory=lambda: (
            {"consent": 0.095, "public_task": 0.82, "vital_interests": 0.045}
            | {"legal_obligation": 0.035, "legitimate_interests": 0.005}
        )
    )
    recording: Mapping[str, Recording] = field(default_factory=lambda: dict(RECORDING))
    improvement: tuple[date, date] = (date(2018, 7, 1), date(2023, 6, 1))
    """Recording goes from `early` to `late` in a straight line (logit) between these months."""
    outages: Mapping[str, date] = field(default_factory=lambda: {"sacro": date(2023, 8, 1)})
    """Months in which a receiver's system sent nothing, though referrals reached the service."""
    unknown_agreements: float = 0.03
    """Of events that name an agreement: it is on nobody's register."""
    lapsing_agreements: float = 0.22
    """Of agreements: renewed only some time after the one before had ended."""

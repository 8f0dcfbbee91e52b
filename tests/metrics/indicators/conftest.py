"""A small release drawn by hand: a test puts in the few rows that it is about."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

import pytest

from data.engine import Connection
from data.export import exports
from data.reconcile import reconcile
from metrics.measure import measures
from tests.metrics.release_tables import empty_release, put

MONDAY = date(2026, 10, 5)
FIFE, GLASGOW = "S12000047", "S12000049"
Parts = tuple[int, int | None]


class Drawn:
    """A release's tables in memory, and what a measure counts in them."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._number = count(1)

    def events(self, *given: dict[str, Any], **shared: Any) -> None:
        """Sharing events: shared by the police with ASSIST in Fife unless they say otherwise."""
        usual: dict[str, Any] = {
            "event_date": MONDAY,
            "council": FIFE,
            "from_org": "police_scotland",
        }
        usual |= {"to_org": "assist", "decision": "shared", "provider": "police_concern_hub"}
        self._put("sharing_events", "event_id", usual | shared, given)

    def referrals(self, *given: dict[str, Any], table: str = "referrals", **shared: Any) -> None:
        """Referrals, from the police to ASSIST in Fife unless they say otherwise."""
        usual: dict[str, Any] = {
            "referral_date": MONDAY,
            "council": FIFE,
            "from_org": "police_scotland",
        }
        usual |= {"to_org": "assist", "provider": "police_concern_hub"}
        self._put(table, "referral_id", usual | shared, given)

    def agreements(self, *given: dict[str, Any], **shared: Any) -> None:
        """Documents owned by the police, signed in 2020 and in force."""
        usual: dict[str, Any] = {
            "type": "isa",
            "owner_org": "police_scotland",
            "provider": "council",
        }
        usual |= {"signed_date": date(2020, 1, 1), "status": "in_force"}
        self._put("agreements", "agreement_id", usual | shared, given)

    def parties(
        self,
        agreement_id: str,
        *parties: str,
        provider: str = "council",
        owner: str = "police_scotland",
    ) -> None:
        """Who signed an agreement."""
        document = {"agreement_id": agreement_id, "provider": provider, "owner_org": owner}
        rows = [document | {"party": p} for p in parties]
        put(self.connection, "agreement_parties", rows)

    def covers(
        self,
        agreement_id: str,
        *councils: str,
        provider: str = "council",
        owner: str = "police_scotland",
    ) -> None:
        """The council areas of an agreement."""
        document = {"agreement_id": agreement_id, "provider": provider, "owner_org": owner}
        rows = [document | {"council": c} for c in councils]
        put(self.connection, "agreement_councils", rows)

    def returns(self, *given: dict[str, Any], **shared: Any) -> None:
        """Assurance returns of a member for the quarter that ended in September 2026."""
        usual: dict[str, Any] = {
            "org": "assist",
            "period_end": date(2026, 9, 30),
            "provider": "council",
        }
        usual |= {"member_track": "monitoring_body", "member_status": "member"}
        put(self.connection, "assurance", [usual | shared | row for row in given])

    def incidents(self, *given: dict[str, Any], **shared: Any) -> None:
        """Monthly counts of incidents, in Fife in September 2026."""
        usual: dict[str, Any] = {
            "month": date(2026, 9, 1),
            "council": FIFE,
            "provider": "police_ivpd",
        }
        put(self.connection, "incidents", [usual | shared | row for row in given])

    def reconcile(self) -> None:
        """Make `referrals` again from what lies in `referral_rows`."""
        self.connection.execute("DROP TABLE referrals")
        self.connection.execute(
            "UPDATE referral_rows SET submission_id = 'drawn', row_number = rowid"
        )
        reconcile(self.connection, exports()["referrals"])

    def parts(self, measure_id: str, where: str = "true") -> Parts:
        """Numerator and denominator of all the rows that a measure counts."""
        return self.by(measure_id, "0", where).get(0, (0, 0))

    def by(self, measure_id: str, column: str, where: str = "true") -> dict[Any, Parts]:
        """The same by one of its columns."""
        found = self.connection.execute(
            f"SELECT {column}, sum(numerator), sum(denominator) "
            f"FROM ({measures()[measure_id].sql}) WHERE {where} GROUP BY 1 ORDER BY 1"
        ).fetchall()
        return {key: (numerator, denominator) for key, numerator, denominator in found}

    def _put(
        self, table: str, key: str, usual: dict[str, Any], given: tuple[dict[str, Any], ...]
    ) -> None:
        rows = [{key: f"X{next(self._number)}"} | usual | row for row in given]
        put(self.connection, table, rows)


@pytest.fixture(scope="session")
def empty() -> Iterator[Connection]:
    """An empty release as at Friday 30 October 2026."""
    connection = empty_release()
    yield connection
    connection.close()


@pytest.fixture
def release(empty: Connection) -> Iterator[Drawn]:
    """The empty release for one test to draw in; what it draws is undone."""
    empty.execute("BEGIN")
    yield Drawn(empty)
    empty.execute("ROLLBACK")

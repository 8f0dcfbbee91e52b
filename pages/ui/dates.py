"""The parts of the page of dates: what is known, what it rests on, and the steward's form."""

from datetime import date

import pandas as pd
import streamlit as st

from data.codes import FIRST_DAY, LAST_DAY, LAWFUL_BASIS
from data.personal.reason import REASON_LENGTH, problem_with
from data.reference import SCOTLAND
from data.regimes import CERTAINTY, WHOLE, current
from data.store import Store
from pages.ui import background, decider, filters, loading, words
from pages.ui.access import Role
from pages.ui.frame import View

MARKS = {"confirmed": "●", "reported": "◐", "not confirmed": "○"}
"""A shape for how certain a date is, always beside the word."""

NOT_SHOWN = """
- **Not when practice changed.** A date is when a division's lawful basis changed; staff may have
  taken months to follow it, or have gone before it.
- **Not what any one referral rested on.** That is recorded with the referral, and shown on *Trend*
  and *Routes* by lawful basis.
- **Not a finding.** A date that is not confirmed is what the evidence bounds, and no more.
"""
SAID = ("earliest", "latest", "certainty")


def headline(known: pd.DataFrame) -> str:
    """How many divisions have a known day for public task; known: every_regime() of results."""
    moved = known[(known["regime"] == "public_task") & (known["area_code"] != SCOTLAND)]
    sure = int((moved["certainty"] == "confirmed").sum())
    if sure == len(moved):
        return (
            f"All {len(moved)} police divisions have a confirmed date for the move to public task"
        )
    first, last = moved["earliest"].min(), moved["latest"].max()
    window = f"between {words.day(first)} and {words.day(last)}"
    if not sure:
        return f"No division's move to public task has a confirmed date: it took place {window}"
    have = "has" if sure == 1 else "have"
    return (
        f"{sure} of {len(moved)} divisions {have} a confirmed date for the move; all lie {window}"
    )


def rests_on(view: View) -> str:
    """Which edition the release used."""
    edition = view.facts.get("regimes", "0")
    made = "the dates shipped with the dashboard" if edition == "0" else f"edition {edition}"
    return f"Release {view.release.release_id} uses {made}. Months in between are on neither side."


def table(known: pd.DataFrame) -> pd.DataFrame:
    """One row an area, Scotland first: from when each lawful basis held, and how certain that is.

    known: every_regime() of metrics.results.
    """
    order = known.drop_duplicates("regime").sort_values("earliest")["regime"]
    said = known.assign(said=list(map(_said, *(known[name] for name in SAID))))
    wide = said.pivot_table(index="area_code", columns="regime", values="said", aggfunc="first")
    areas = [SCOTLAND, *filters.area_codes(("division",))]
    wide = wide.reindex(index=areas, columns=list(order)).fillna("").rename(columns=words.basis)
    return wide.rename(index=filters.area_label).rename_axis("Area").reset_index()


def download(known: pd.DataFrame) -> pd.DataFrame:
    """One row an area and lawful basis: a table to keep; known: every_regime() of results."""
    order = {code: place for place, code in enumerate([SCOTLAND, *filters.area_codes()])}
    rows = known.assign(place=known["area_code"].map(order)).sort_values(["place", "earliest"])
    return pd.DataFrame(
        {
            "Area": rows["area_code"].map(filters.area_label),
            "Code": rows["area_code"],
            "Lawful basis": rows["regime"].map(words.basis),
            "Earliest day": rows["earliest"].dt.strftime("%Y-%m-%d"),
            "Latest day": rows["latest"].dt.strftime("%Y-%m-%d"),
            "Certainty": rows["certainty"],
            "Source": rows["source"],
        }
    )


def sources(known: pd.DataFrame) -> str:
    """Where the dates come from, as a Markdown list; known: every_regime() of metrics.results."""
    own = known[known["area_code"] != SCOTLAND]
    lines = []
    for (regime, source), areas in own.groupby(["regime", "source"], sort=False)["area_code"]:
        every = len(areas) == own["area_code"].nunique()
        who = "every division" if every else words.listed(map(filters.area_label, areas))
        lines.append(f"- **{words.basis(str(regime))}**, {who}: {source}")
    return "\n".join(lines)


def _said(earliest: pd.Timestamp, latest: pd.Timestamp, certainty: str) -> str:
    return f"{_days(earliest, latest)} {MARKS[certainty]} {certainty}"


def _days(earliest: pd.Timestamp, latest: pd.Timestamp) -> str:
    if earliest == latest:
        return words.day(earliest)
    return f"between {words.day(earliest)} and {words.day(latest)}"


def follow(store: Store) -> None:
    """What the last change said, once it is made."""
    job: background.Job | None = st.session_state.get("job")
    if job is not None and job.command == "date":
        loading.follow(store)


def _day(label: str) -> date | None:
    return st.date_input(
        label, value=None, min_value=FIRST_DAY, max_value=LAST_DAY, format="DD/MM/YYYY"
    )


def edit(store: Store, role: Role) -> None:
    """The form that makes a new edition: one area, one lawful basis, its day or window."""
    edition = current(store)
    st.header("Change a date", anchor=False)
    if edition.number:
        st.caption(
            f"Edition {edition.number} of {words.day(edition.made_at)}, by {edition.by}: "
            f"{edition.because}. It counts from the next release on."
        )
    areas = {WHOLE: "Every division without a date of its own"}
    areas |= {code: filters.area_label(code) for code in filters.area_codes(("division",))}
    with st.form("date"):
        scope = st.selectbox("Area", list(areas), format_func=areas.__getitem__)
        bases = [each for each in LAWFUL_BASIS if each != "consent"]
        regime = st.selectbox(
            "Lawful basis that began", [*bases, "consent"], format_func=words.basis
        )
        earliest = _day("It began on, or not before")
        latest = _day("Not later than (empty when the day is known)")
        certainty = st.selectbox(
            "How certain", CERTAINTY[::-1], index=None, placeholder="Choose how certain it is"
        )
        source = st.text_input("Where the date comes from", max_chars=REASON_LENGTH)
        because = st.text_input("Why it is changed", max_chars=REASON_LENGTH)
        pressed = st.form_submit_button("Keep this date")
    if not pressed:
        return
    if earliest is None:
        st.warning("Give the day, or the first day of the window.")
    elif certainty is None:
        st.warning("Choose how certain the date is.")
    elif problem := problem_with(source) or problem_with(because):
        st.warning(problem)
    else:
        words_of = [scope, regime, f"--from={earliest}", f"--certainty={certainty}"]
        words_of += [f"--to={latest}"] if latest else []
        words_of += [f"--source={source.strip()}", f"--because={because.strip()}"]
        loading.begin(store, ["date", *words_of, f"--by={decider.who(role)}"])

"""The pages Trend and Routes on every choice, and when there is nothing to show."""

import shutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.reference import SCOTLAND
from pages import FOLDER
from pages.ui import routes, trend
from tests.pages import published

EMPTY = "S12000047"
"""Nothing is published for this council."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published.store(tmp_path_factory.mktemp("prepared") / "store")


@pytest.fixture(autouse=True)
def store(own_store: Path, prepared: Path) -> Path:
    return shutil.copytree(prepared, own_store)


def opened(name: str, **choices: str) -> AppTest:
    page = AppTest.from_file(str(FOLDER / "volumes" / f"{name}.py"), default_timeout=30).run()
    for key, value in choices.items():
        page.selectbox(key=key).set_value(value)
    page = page.run() if choices else page
    assert not page.exception
    assert not page.error
    return page


def said(page: AppTest) -> str:
    shown = [each.value for each in page.main if isinstance(getattr(each, "value", None), str)]
    return " ".join([*shown, *(each.proto.body for each in page.get("html"))])


def charts(page: AppTest) -> int:
    return len(page.get("vega_lite_chart"))


def test_trend_says_where_the_latest_month_stands() -> None:
    page = opened("trend")
    assert "Referrals in Mar 2024 were" in said(page)
    assert "under public task" in said(page)
    assert "at the time of the move to consent" in said(page)
    assert charts(page) == 1


@pytest.mark.parametrize("by", ["from_org", "to_org", "risk_sender", "lawful_basis"])
def test_trend_draws_each_category(by: str) -> None:
    page = opened("trend", by=by, counted="rate")
    assert "Referrals per 100 domestic abuse incidents in Mar 2024 were" in said(page)
    assert charts(page) == 3


def test_trend_names_the_stretches_whose_limits_are_on_trial() -> None:
    days = pd.date_range("2024-01-01", periods=3, freq="MS")
    short = pd.DataFrame({"trial": True, "mean": 1.0, "stretch": "consent"}, index=days)
    assert trend._trial(short) == "Too few months to say what is usual: under consent."
    assert trend._trial(short.assign(trial=False)) == ""


def test_trend_of_an_area_with_nothing_says_so() -> None:
    page = opened("trend", area=EMPTY, by="to_org")
    assert [each.value.split("**")[1] for each in page.info] == [
        "No month can be shown here.",
        "No category can be drawn here.",
    ]
    assert "Shifts cannot be looked for here" in said(page)


def test_routes_names_the_busiest() -> None:
    page = opened("routes")
    text = said(page)
    assert "Police Scotland to ASSIST was the busiest route in 2023-\u206024" in text
    assert "Consent was the basis of 80" in text.replace("\u00a0", " ")
    assert "5\u00a0% (95\u00a0%\u00a0interval" in text
    assert charts(page) == 4, "flow, mix, over time, by service"


def test_a_hidden_route_is_marked_and_never_worked_out() -> None:
    """Marac sent 1,440, of which 720 to ASSIST are shown: the other 720 are said nowhere."""
    text = said(opened("routes"))
    row = text[text.index('role="rowheader">Marac') :]
    row = row[: row.index("</tr>")]
    assert row.count("[c]") == 1
    assert row.count("720") == 1


def test_what_never_arrived_can_be_seen_for_one_service() -> None:
    page = opened("routes", service="assist")
    heads = [each.value for each in page.subheader]
    assert any("of referrals sent to ASSIST in 2023" in each for each in heads)
    assert charts(page) == 4


@pytest.mark.parametrize("cut", ["risk_sender", "route"])
@pytest.mark.parametrize("each", ["year", "quarter"])
def test_routes_opens_on_every_mix(cut: str, each: str) -> None:
    assert charts(opened("routes", cut=cut, each=each)) == 4


def test_routes_of_an_area_with_nothing_says_so() -> None:
    page = opened("routes", area=EMPTY)
    assert "No route can be shown here" in page.info[0].value
    assert charts(page) == 0


def test_nobody_calls_a_date_certain_by_leaving_a_choice_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        "pages.ui.loading.begin", lambda _, arguments: started.append(tuple(arguments))
    )
    page = opened("dates_of_change")
    (certain,) = (each for each in page.selectbox if each.label == "How certain")
    assert certain.value is None
    page.date_input[0].set_value(date(2020, 1, 6))
    for each in page.text_input:
        each.set_value("a letter of the division")
    (button,) = (each for each in page.button if each.label == "Keep this date")
    button.click().run()
    assert [each.value for each in page.warning] == ["Choose how certain the date is."]
    assert started == []


def route(count: int, sent: int) -> dict[str, object]:
    return {"sender": "police_scotland", "service": "assist", "count": count, "sent": sent}


@pytest.mark.parametrize(("sent", "over"), [(30, True), (35, False)])
def test_that_routes_come_to_more_than_was_sent_is_known_before_they_are_read(
    sent: int, over: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """20 and 15 against 30: each is rounded by itself."""
    shown: list[str] = []
    monkeypatch.setattr("streamlit.html", shown.append)
    for name in ("streamlit.header", "pages.ui.panels.behind"):
        monkeypatch.setattr(name, lambda *_, **__: None)
    monkeypatch.setattr("pages.ui.routes._table", lambda *_: pd.DataFrame())
    found = pd.DataFrame([route(20, sent), route(15, sent) | {"service": "sacro"}])
    whole = pd.DataFrame({"partial": [""]})
    view = SimpleNamespace(release=SimpleNamespace(exact=False), ask=lambda *_, **__: whole)
    routes.matrix(view, found.assign(share=0.5), pd.Timestamp(2025, 4, 1), SCOTLAND)  # type: ignore[arg-type]  # all it asks
    assert ("rounded one by one" in shown[0]) == over
    assert sum("<table" in each for each in shown) == 1
    assert not any("rounded one by one" in each for each in shown[1:])

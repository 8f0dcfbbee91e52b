"""The Load page: who may load sees the way in, everybody else a refusal that says where to go."""

import json
import shutil
import time
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from data.load import load
from data.profile import profiles
from data.settings import Settings
from data.store import Store
from pages.ui.background import Job
from tests.data.loading import lines, load_text
from tests.data.sown import NAMES, sown
from tests.pages import published
from tests.pages.test_app import said

# links between pages work only where app.py's navigation is
AT_LOAD_EXPORTS = """
import streamlit as st
from pages import page_files
pages = [path for files in page_files().values() for path in files]
st.navigation(
    [st.Page(path, url_path=path.stem, default=path.stem == "load_exports") for path in pages]
).run()
"""


@pytest.fixture
def store(own_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    prepared = published.store(tmp_path_factory.mktemp("prepared") / "store")
    return shutil.copytree(prepared, own_store)


@pytest.mark.parametrize("role", ["viewer", "analyst"])
@pytest.mark.usefixtures("store")
def test_others_are_refused_in_words(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.ui.access.get_secrets_auth_section", lambda: {"client_id": "id"})
    page = AppTest.from_string(AT_LOAD_EXPORTS, default_timeout=30)
    page.user = {"is_logged_in": True, "exp": time.time() + 60, "roles": role}
    page.run()
    assert "Loading exports is for data stewards" in said(page)
    assert f"You are signed in as {role}" in page.info[0].value
    assert not page.get("file_uploader")
    assert not page.button
    assert not page.exception


def whole_manifest(own_store: Path) -> None:
    """Let the published release say all that the page asks of one."""
    path = own_store / "releases" / published.RELEASE / "manifest.json"
    told = {"built_at": "2024-04-02", "as_at": "2024-03-31", "submissions": [], "accepted": {}}
    told |= {"checks": {"passed": 9, "failed": 1, "errored": 0}, "sample": False}
    path.write_text(json.dumps(json.loads(path.read_text()) | told), encoding="utf-8")


@pytest.mark.usefixtures("store")
def test_a_system_may_be_chosen_and_a_profile_that_is_not_used_is_named(own_store: Path) -> None:
    whole_manifest(own_store)
    (own_store / "profiles").mkdir()
    (own_store / "profiles" / "mine.toml").write_text("not finished", encoding="utf-8")
    page = AppTest.from_string(AT_LOAD_EXPORTS, default_timeout=30).run()
    assert not page.exception
    (system,) = (each for each in page.selectbox if each.label == "Which system they come from")
    assert system.options[0] == "Recognise by headings"
    assert "ASSIST case management: referrals" in system.options
    (told,) = (each.value for each in page.warning if "mine" in each.value)
    assert "1 thing to put right" in told
    assert "\n- mine\\.toml\\:1\\: this is not TOML" in told


@pytest.mark.usefixtures("store")
def test_a_name_in_any_column_is_not_on_the_page_that_tells_what_became_of_a_file(
    own_store: Path, tmp_path: Path
) -> None:
    whole_manifest(own_store)
    for name, how in profiles()["standard"].exports.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(sown(how)[0], encoding="utf-8")
        load(Store(own_store), [path], profile="standard")
    page = AppTest.from_string(AT_LOAD_EXPORTS, default_timeout=30)
    receipts = Store(own_store).receipts()
    page.session_state["loaded"] = {each["sha256"]: each["file_name"] for each in receipts}
    page.run()
    assert not page.exception
    told = f"{said(page)} {[each.value for each in page.text]} {page.main}"
    assert "rows read" in told
    assert "not_allowed" not in told
    for each in NAMES:
        for part in each.replace(",", " ").split():
            assert part.casefold() not in told.casefold()


@pytest.mark.usefixtures("store")
def test_what_waits_and_looks_cut_off_is_named_before_it_is_published(own_store: Path) -> None:
    whole_manifest(own_store)
    rows = [{"referral_id": f"R-{n}", "referral_date": f"2024-03-{n:02}"} for n in range(1, 20)]
    load_text(own_store, lines(*rows), "first.csv")
    load_text(own_store, lines(*rows[:9]), "second.csv")
    page = AppTest.from_string(AT_LOAD_EXPORTS, default_timeout=30).run()
    assert not page.exception
    (told,) = (each.value for each in page.warning if "cut off" in each.value)
    assert told.startswith("second\\.csv\\: This file ends on 9 March 2024")


@pytest.mark.usefixtures("store")
def test_a_file_loaded_earlier_can_be_looked_at_again_and_taken_back(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        "pages.ui.loading.begin", lambda _, arguments: started.append(tuple(arguments))
    )
    whole_manifest(own_store)
    load_text(own_store, lines({"referral_id": "R-1"}, {"referral_id": "none"}), "first.csv")
    page = AppTest.from_string(AT_LOAD_EXPORTS, default_timeout=30).run()
    (files,) = (each for each in page.selectbox if each.label.startswith("See what became"))
    files.select_index(0).run()
    assert not page.exception
    assert any("2 rows read: 1 accepted, 1 rejected" in each.value for each in page.text)
    (button,) = (each for each in page.button if each.label == "Take this file back")
    button.click().run()
    assert started == []
    assert "reason" in page.warning[-1].value
    (why,) = (each for each in page.text_input if each.label.startswith("Take this file back"))
    why.set_value("sent for another area")
    (button,) = (each for each in page.button if each.label == "Take this file back")
    button.click().run()
    (receipt,) = (each for each in Store(own_store).receipts() if each["file_name"] == "first.csv")
    assert started[0][:3] == (
        "withdraw",
        receipt["submission_id"],
        "--because=sent for another area",
    )
    for told in ("2;3", "2"):
        (rows,) = (each for each in page.text_input if each.label.startswith("Only these"))
        rows.set_value(told)
        (button,) = (each for each in page.button if each.label == "Take this file back")
        button.click().run()
        if told == "2;3":
            assert "Give row numbers of the file" in page.warning[-1].value
    assert [each[-1] for each in started[1:]] == ["--rows=2"]


@pytest.mark.usefixtures("store")
def test_a_published_file_that_was_taken_back_can_be_published_away(own_store: Path) -> None:
    whole_manifest(own_store)
    path = own_store / "releases" / published.RELEASE / "manifest.json"
    gone = {"submission_id": "x", "sha256": "x", "file_name": "gone.csv"}
    path.write_text(json.dumps(json.loads(path.read_text()) | {"submissions": [gone]}))
    page = AppTest.from_string(AT_LOAD_EXPORTS, default_timeout=30).run()
    assert "1 file was taken back and is still published" in said(page)
    assert not any(each.label == "Check and publish" for each in page.button)
    assert "No row is left" in page.warning[-1].value
    load_text(own_store, lines({"referral_id": "R-1"}), "other.csv")
    page = AppTest.from_string(AT_LOAD_EXPORTS, default_timeout=30).run()
    assert not page.exception
    assert any(each.label == "Check and publish" for each in page.button)
    assert any("out of the next release: gone" in each.value for each in page.markdown)
    assert not any("no longer count" in each.value for each in page.warning)


@pytest.mark.usefixtures("store")
def test_samples_that_leave_with_the_next_release_are_warned_of(own_store: Path) -> None:
    whole_manifest(own_store)
    path = own_store / "releases" / published.RELEASE / "manifest.json"
    load_text(own_store, lines({"referral_id": "R-1"}), "sample_one.csv")
    held = Store(own_store).receipts()
    told = {"submissions": held, "sample": True}
    path.write_text(json.dumps(json.loads(path.read_text()) | told))
    load_text(own_store, lines({"referral_id": "R-2"}), "real.csv")
    page = AppTest.from_string(AT_LOAD_EXPORTS, default_timeout=30).run()
    assert not page.exception
    assert any("no longer count" in each.value for each in page.warning)


@pytest.mark.usefixtures("store")
def test_while_a_release_is_made_the_page_says_so_and_asks_nothing(own_store: Path) -> None:
    whole_manifest(own_store)
    load_text(own_store, lines({"referral_id": "R-1"}), "other.csv")
    page = AppTest.from_string(AT_LOAD_EXPORTS, default_timeout=30)
    page.session_state["job"] = Job("release", None)  # type: ignore[arg-type]  # never ends
    page.run()
    assert not page.exception
    assert "A release is being made and checked" in said(page)
    assert not any(each.label == "Check and publish" for each in page.button)


@pytest.mark.usefixtures("store")
def test_how_many_of_several_files_were_refused_is_said(own_store: Path) -> None:
    whole_manifest(own_store)
    load_text(own_store, lines({"referral_id": "R-1"}), "one.csv")
    (receipt,) = (each for each in Store(own_store).receipts() if each["file_name"] == "one.csv")
    page = AppTest.from_string(AT_LOAD_EXPORTS, default_timeout=30)
    job = Job("load", SimpleNamespace(returncode=1))  # type: ignore[arg-type]  # it has ended
    job.said = ["odd.csv: it is not known. Next: python -m data profile odd.csv"]
    job.ended.set()
    page.session_state["job"] = job
    page.session_state["loaded"] = {receipt["sha256"]: "one.csv", "other": "odd.csv"}
    page.run()
    assert not page.exception
    assert any("1 of 2 files was loaded, 1 refused." in each.value for each in page.markdown)
    assert "python" not in page.error[0].value


def test_a_file_meets_one_limit_on_every_way_in() -> None:
    config = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))
    shipped = Settings.model_fields["largest_file_mb"].default
    assert config["server"]["maxUploadSize"] == shipped


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("own", "shown"), [("7", 7), ("5000", 1000)])
def test_a_lower_limit_of_the_deployment_is_the_pages_too(
    own: str, shown: int, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_manifest(own_store)
    monkeypatch.setenv("SHARING_LARGEST_FILE_MB", own)
    page = AppTest.from_string(AT_LOAD_EXPORTS, default_timeout=30).run()
    assert not page.exception
    assert page.get("file_uploader")[0].proto.max_upload_size_mb == shown

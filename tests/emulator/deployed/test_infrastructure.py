"""The ground that the emulator tests stand on."""

import httpx

import main
from scripts.base.paths import CACHE, ROOT
from scripts.emulators.ports import configured
from tests.conftest import RunFunction
from tests.support import web
from tests.support.gemini import Gemini, Reply
from tests.support.people import Person
from tests.support.system import System


def test_every_function_of_main_is_served(system: System) -> None:
    scheduled = {"expire_personal_data", "recount_tickets", "wake_tickets"}  # which have no address
    assert set(system.functions) == set(main.FUNCTIONS) - scheduled
    for name, function in system.functions.items():
        if function.takes_http:
            assert web.get(f"{system.function_url(name)}/__/health").status_code == httpx.codes.NO_CONTENT


def test_the_instance_is_not_the_one_of_make_dev(system: System) -> None:
    development = configured(ROOT / "firebase.json", {})
    assert {port for _, port in system.instance.ports.items()}.isdisjoint(port for _, port in development.items())
    assert system.instance.functions.is_relative_to(CACHE)


def test_an_agent_is_let_in_and_a_stranger_is_not(api: httpx.Client, agent: Person, stranger: Person) -> None:
    assert api.get("/api/tickets", headers=agent.headers).status_code == httpx.codes.OK
    assert api.get("/api/tickets", headers=stranger.headers).status_code == httpx.codes.FORBIDDEN
    assert api.get("/api/tickets").status_code == httpx.codes.UNAUTHORIZED


def test_functions_reach_the_stand_in_for_gemini(api: httpx.Client, gemini: Gemini) -> None:
    gemini.when("marker-smoke", Reply(json={"analysis": "Money.", "category": "billing", "priority": "low"}))
    answer = api.post("/api/tickets/classify", json={"description": "marker-smoke: where does this go?"}).json()
    assert (answer["source"], answer["suggested_category"]) == ("gemini", "billing")
    assert [call.headers["x-goog-api-key"] for call in gemini.calls("marker-smoke")] == ["test-key"]


def test_a_function_runs_alone_with_settings_of_its_own(run_function: RunFunction, gemini: Gemini) -> None:
    with run_function("classify_ticket", {"GEMINI_API_KEY": "off"}) as url:
        answer = web.post(url, json={"description": "marker-alone: the page is broken"}).json()
    assert answer["source"] == "local"
    assert gemini.calls("marker-alone") == []

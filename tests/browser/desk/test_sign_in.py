"""Getting into the desk, and not getting into it."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, Route, expect

from tests.browser.pages import Held, ask_for_tickets, enter, is_live, sign_in
from tests.support.people import Person
from tests.support.system import System

GOOGLE = "https://accounts.google.com/**"
CLIENT_ID = "desk.apps.googleusercontent.com"


def test_an_agent_signs_in_stays_signed_in_and_signs_out(page: Page, agent: Person) -> None:
    sign_in(page, agent)
    is_live(page)
    expect(page.get_by_title(agent.email, exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("region", name="Tickets")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()


def test_a_wrong_password_is_refused_and_another_try_works(page: Page, agent: Person) -> None:
    page.goto("/desk")
    enter(page, agent.email, "not the password")
    expect(page.get_by_role("alert")).to_have_text("The e-mail address or the password is wrong.")
    expect(page.get_by_label("E-mail")).to_have_value(agent.email)
    page.get_by_label("Password").fill(agent.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("region", name="Tickets")).to_be_visible()


def test_an_unknown_address_is_refused_in_the_same_words(page: Page) -> None:
    page.goto("/desk")
    enter(page, "nobody@people.example", "whatever it is")
    expect(page.get_by_role("alert")).to_have_text("The e-mail address or the password is wrong.")


def test_a_stranger_sees_no_ticket_and_can_sign_out(page: Page, stranger: Person) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)
    sign_in(page, stranger)
    expect(page.get_by_role("alert")).to_contain_text(f"You are signed in as {stranger.email}")
    expect(page.get_by_role("region", name="Tickets")).to_have_count(0)
    page.get_by_role("button", name="Check again").click()
    expect(page.get_by_role("heading", name="You are not an agent")).to_be_visible()
    assert asked == []
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()


def test_who_is_no_agent_any_more_is_shown_out(page: Page, agent: Person) -> None:
    sign_in(page, agent)
    is_live(page)
    page.route("**/api/tickets?*", lambda route: route.fulfill(status=403, body="no agent"))
    ask_for_tickets(page)
    expect(page.get_by_role("heading", name="You are not an agent")).to_be_visible()


def test_the_form_is_there_before_the_sdk_and_waits_for_it(page: Page, agent: Person) -> None:
    held = Held()
    page.route("**/assets/firebase-*.js", held)
    page.goto("/desk")
    enter(page, agent.email, agent.password)
    expect(page.get_by_role("button", name="Signing in")).to_be_visible()
    held.wait_for(page).continue_()
    expect(page.get_by_role("region", name="Tickets")).to_be_visible()


def test_a_desk_that_cannot_start_says_so_and_can_be_tried_again(page: Page) -> None:
    page.route("**/config.json", lambda route: route.fulfill(status=500, body="out of order"), times=1)
    page.goto("/desk")
    expect(page.get_by_role("heading", name="The desk could not be opened")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()


def test_deployed_the_desk_learns_its_project_from_hosting(page: Page, agent: Person) -> None:
    project: dict[str, object] = {}

    def configure(route: Route) -> None:
        config = route.fetch().json()
        project.update(config["firebase"])
        route.fulfill(json={**config, "firebase": None})

    page.route("**/config.json", configure)
    page.route("**/__/firebase/init.json", lambda route: route.fulfill(json=project))
    sign_in(page, agent)
    is_live(page)
    expect(page.get_by_title(agent.email, exact=True)).to_be_visible()


def offer_google(page: Page) -> None:
    """The desk as it is configured where Google sign-in is wanted, and a Google that only shows that it was reached."""

    def configure(route: Route) -> None:
        route.fulfill(json={**route.fetch().json(), "googleClientId": CLIENT_ID})

    page.route("**/config.json", configure)
    page.route(GOOGLE, lambda route: route.fulfill(body="Google"))


def leave_for_google(page: Page) -> dict[str, str]:
    """Google's address parameters when the desk sends somebody there."""
    page.goto("/desk")
    page.get_by_role("button", name="Sign in with Google").click()
    page.wait_for_url(GOOGLE)
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def id_token(email: str, nonce: str) -> str:
    """An unsigned token, as the Auth emulator takes it for Google's."""
    claims = {"sub": f"google-{email}", "email": email, "email_verified": True, "nonce": nonce, "iss": "", "aud": ""}
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."


def test_google_is_offered_only_where_it_is_configured(page: Page) -> None:
    page.goto("/desk")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with Google")).to_have_count(0)


def test_google_signs_in_without_a_script_of_its_own(page: Page, system: System, agent: Person) -> None:
    offer_google(page)
    sent = leave_for_google(page)
    assert sent["client_id"] == CLIENT_ID
    assert sent["redirect_uri"] == f"{system.hosting_url}/desk"
    assert sent["response_type"] == "id_token"
    page.goto(f"/desk#state={sent['state']}&id_token={id_token(agent.email, sent['nonce'])}")
    expect(page.get_by_title(agent.email, exact=True)).to_be_visible()
    assert "id_token" not in page.url


def test_an_answer_of_google_that_was_not_asked_for_is_refused(page: Page, agent: Person) -> None:
    offer_google(page)
    sent = leave_for_google(page)
    page.goto(f"/desk#state={sent['state']}&id_token={id_token(agent.email, 'of somebody else')}")
    expect(page.get_by_role("alert")).to_have_text("Signing in with Google did not work. Please try again.")
    page.goto("about:blank")
    page.goto(f"/desk#state=made-up&id_token={id_token(agent.email, sent['nonce'])}")
    expect(page.get_by_role("alert")).to_have_text("Signing in with Google did not work. Please try again.")

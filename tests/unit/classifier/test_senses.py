"""Words of the rules that mean something else, and extreme phrases with other words inside."""

import pytest

from common.classifier import lexicon
from common.classifier.signals import extract


@pytest.mark.parametrize(
    "text",
    [
        "production is completely down",
        "Our whole production environment has just gone down again",
        "Prod is still down",
        "everything is down in production",
        "We lost all of our important customer data",
        "all our data was lost",
        "a massive loss of data",
        "security was breached",
        "a serious security breach",
        "a data breach",
        "lives are threatened",
        "somebody is very likely to die",
    ],
)
def test_an_extreme_phrase_may_have_harmless_words_inside(text: str) -> None:
    assert extract(text).extreme


@pytest.mark.parametrize(
    "text",
    [
        "production is slow and the lamp is down",
        "the data is fine but I lost",
        "We lost access to data",
        "production is production is not down",
        "security at the door, not a breach",
        "production is is is is is is is down",
    ],
)
def test_not_any_word_may_stand_inside_an_extreme_phrase(text: str) -> None:
    assert not extract(text).extreme


def test_other_phrases_stay_together() -> None:
    assert not any(extract("The sign is in the hall").categories.values())


@pytest.mark.parametrize(
    "text",
    [
        "my battery died",
        "My phone has just died",
        "my laptop suddenly shut off and died",
        "the batteries keep dying",
        "I opened my laptop and it died",
        "the battery's dying",
        "my mother's phone died",
        "the conversation died",
        "a blue screen of death",
        "I'm dying to try this",
        "Where do I send the death certificate?",
        "How do I change my emergency contact?",
    ],
)
def test_what_threatens_nobody_is_not_extreme(text: str) -> None:
    assert not extract(text).extreme


@pytest.mark.parametrize(
    "text",
    [
        "the patient died",
        "the patient's pacemaker battery died",
        "My father died, his phone contract goes on",
        "The phone rang when they died",
        "Without it we die",
        "My phone is off. Dying here",
        "Somebody, and soon, could die if it stops",
        "we die if it stops",
        "The battery is empty. He died",
        "the server died",
        "a colleague with a phone died",
        "They bleed to death",
    ],
)
def test_people_and_the_service_die_in_earnest(text: str) -> None:
    assert extract(text).extreme


@pytest.mark.parametrize(
    "text",
    [
        "Please shut down the old server",
        "shut the old server down",
        "the computer is shutting down",
        "scale the cluster down",
        "How do I scale production down?",
        "production was shut down",
        "it slows down in production",
        "step down as owner",
        "break the costs down by month",
        "costs broken down by month",
        "count down the days",
        "write that down",
        "turn the volume down",
        "calm down",
        "let me down",
        "the price went down",
        "when will prices go down",
        "a down payment",
        "the down arrow",
    ],
)
def test_down_is_no_outage_with_a_verb_or_a_price(text: str) -> None:
    found = extract(text)
    assert (found.urgent, found.extreme, found.defects) == ([], [], [])


@pytest.mark.parametrize(
    "text",
    [
        "the site is down",
        "everything's down",
        "it went down",
        "site down",
        "We wrote that the system is down",
        "the price API is down",
        "Slow at first, now down",
        "please turn it off, the shop down",
        "we wrote it, shop down",
        "I noted everything's down",
        "The servers are slow and now down",
    ],
)
def test_down_is_urgent_otherwise(text: str) -> None:
    assert "down" in extract(text).urgent


def test_what_shuts_itself_down_is_a_fault() -> None:
    assert extract("the game shuts down when I open it").defects == ["shuts down"]
    assert extract("the game shuts down when I open it").urgent == []


def test_the_lists_of_what_dies_and_who_does_not_share_no_word() -> None:
    assert lexicon.LIFELESS.isdisjoint(lexicon.ALIVE | lexicon.PRONOUNS)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Die Rechnung ist falsch",
            "die rechnung ist falsch",
            "Hallo. Die Seite lädt",
            "Wann kommt die neue Fassung?",
        ),
        *("Ich will die Datei öffnen", "Dies ist ein Test"),
    ],
)
def test_the_german_article_is_no_emergency(text: str) -> None:
    assert not extract(text).extreme


@pytest.mark.parametrize(
    "text", ["He may die", "Patients die if this pump stops", "People could die here", "They will die"]
)
def test_the_english_verb_is_one(text: str) -> None:
    assert extract(text).extreme == ["die"] or extract(text).extreme == ["someone can die"]

"""The rules in German, Spanish and French."""

import pytest

from common.classifier import lexicon, rules
from common.classifier.languages import english, french, german, spanish
from common.classifier.languages.language import Language
from common.classifier.signals import extract
from common.tickets.fields import Category


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Die Rechnung ist falsch", "billing"),
        ("Wann kommt die Erstattung?", "billing"),
        ("Der Drucker druckt nicht", "technical"),
        ("Die App stürzt ständig ab", "technical"),
        ("Das Programm startet seit gestern nicht", "technical"),
        ("Ich habe mein Passwort vergessen", "account"),
        ("Mein Konto ist gesperrt", "account"),
        ("La factura está mal", "billing"),
        ("La aplicación no se abre", "technical"),
        ("No puedo iniciar sesión", "account"),
        ("Je veux un remboursement", "billing"),
        ("L'imprimante ne marche pas", "technical"),
        ("Le site n'affiche plus rien", "technical"),
        ("Mot de passe oublié", "account"),
        ("Je n'ai pas l'accès", "account"),
    ],
)
def test_category_words_are_found(text: str, category: str) -> None:
    assert rules.category(extract(text)) == category


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("Es besteht Lebensgefahr", "critical"),
        ("Totalausfall im Werk", "critical"),
        ("Hay pérdida de datos", "critical"),
        ("Danger de mort", "critical"),
        ("Dringend, bitte sofort, die Frist ist heute", "critical"),
        ("Es eilt, bitte melden", "high"),
        ("Bitte so schnell wie möglich", "high"),
        ("Das Gerät ist kaputt", "high"),
        ("Der Scanner funktioniert seit gestern nicht mehr", "high"),
        ("Das Fenster geht nicht auf", "high"),
        ("Es urgente", "high"),
        ("La pantalla no funciona", "high"),
        ("C'est urgent", "high"),
        ("L'écran ne fonctionne plus", "high"),
        ("Wie kann ich den Namen ändern", "low"),
        ("¿Cómo puedo cambiarlo?", "low"),
        ("Comment puis-je le changer", "low"),
        ("Es geht nicht um Geld", "medium"),
        ("Es ist nicht dringend", "medium"),
        ("Es eilt nicht", "medium"),
        ("Keine Eile, kein Notfall", "medium"),
        ("No es urgente, sin prisa", "medium"),
        ("Ce n'est pas très urgent, rien ne presse", "medium"),
        ("Rien d'urgent", "medium"),
        ("C'est loin d'être urgent", "medium"),
        ("No es para nada urgente", "medium"),
        ("Keineswegs dringend", "medium"),
        ("Auf keinen Fall dringend", "medium"),
        ("Alles andere als dringend", "medium"),
        ("No funciona nada urgente ayuda", "high"),
    ],
)
def test_the_priority_follows_the_same_rules(text: str, priority: str) -> None:
    assert rules.priority(extract(text))[0] == priority


@pytest.mark.parametrize(
    "text", ["Ruckerstattung der Gebuhr", "Rueckerstattung der Gebuehr", "RÜCKERSTATTUNG der GEBÜHR"]
)
def test_accents_may_be_left_out_or_spelt_out(text: str) -> None:
    assert extract(text).categories[Category.BILLING] == ["Erstattung", "Gebühr"]


@pytest.mark.parametrize(
    "text",
    [
        "Die Rechnung ist falsch",
        "die rechnung ist falsch",
        "Die Lampe",
        "Hallo. Die Seite lädt",
        "Wann kommt die neue Fassung?",
        "Ich will die Datei öffnen",
        "Dies ist ein Test",
        "Het pakket die ik wacht",
    ],
)
def test_the_german_article_is_no_emergency(text: str) -> None:
    assert extract(text).extreme == []


@pytest.mark.parametrize(
    "text",
    [
        "He may die",
        "Patients die if this pump stops",
        "People could die here",
        "I hope they die out",
        "They will die tonight",
        "We die, und zwar bald",
        "Someone dies every minute",
        "The plants die. Die Rechnung ist falsch",
    ],
)
def test_the_english_verb_is_one(text: str) -> None:
    assert extract(text).extreme


@pytest.mark.parametrize("language", [english.LANGUAGE, german.LANGUAGE, spanish.LANGUAGE, french.LANGUAGE])
def test_a_language_has_words_for_every_rule(language: Language) -> None:
    assert language.categories.keys() == {*lexicon.SUBJECTS}
    assert all(language.categories.values())
    assert language.urgent.keys() >= language.extreme
    verbs = {**language.failing, **language.failing_first}
    assert language.categories[Category.TECHNICAL].keys() | verbs.keys() >= language.defects
    assert all((language.asking, language.mortal, language.calm, language.negators, verbs))


def test_no_phrase_stands_for_two_signals() -> None:
    owners: dict[str, set[str]] = {}
    tables = [*lexicon.CATEGORIES.values(), lexicon.URGENT, lexicon.MORTAL, lexicon.ASKING]
    for table in (*tables, lexicon.FAULTS, lexicon.CHORES):
        for name, forms in table.items():
            for phrase in forms.split("|"):
                owners.setdefault(phrase, set()).add(name)
    assert {phrase: names for phrase, names in owners.items() if len(names) > 1} == {}

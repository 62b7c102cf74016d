"""Tells the German and Dutch article "die" from the English verb, which the rules take for an emergency."""

from collections.abc import Sequence

from common.classifier.languages.language import words

ARTICLES = frozenset({"die", "dies"})
"""Tokens that can be either; "dies" is German for "this"."""

# Words that are English as well, or an English contraction without its apostrophe, are left out.
_GERMAN_OR_DUTCH = words(
    """
    ab aber alle alte alten auch auf aus bei beim bereits bis bitte damit danke dann das dass dem denn der diese dieser
    dringend durch ein eine einen einer es fehlt funktioniert für geht gestern gibt gilt haben hallo heute hier ich ihr
    ihre immer ist jetzt kann kein keine kommt können leider mehr mein meine mich mir mit morgen muss möchte nach neue
    neuen nicht noch nur ob oder ohne schon sehr sein seit seite sich sie sind sobald sofort stimmt trotz und uns unser
    unsere vom von vor wann warum wegen wenn werden wie wir wird wo wurde wurden während würde zeigt zu zum zur über
    dat een heb het hij ik jullie maar mijn naar niet ook ons onze voor wij zijn
    """
)
_BEFORE_THE_VERB = words(
    "can cannot could may might must shall should would to not never they we i you who people patients someone"
)
_SENTENCE_ENDS = frozenset(".!?:\n")


def is_article(tokens: Sequence[str], place: int) -> bool:
    """Whether the "die" at that place stands before a noun: in a German or Dutch text, or where a sentence begins."""
    before = tokens[place - 1] if place else "."
    if before in _BEFORE_THE_VERB or place + 1 == len(tokens) or not tokens[place + 1][0].isalpha():
        return False
    return before in _SENTENCE_ENDS or not _GERMAN_OR_DUTCH.isdisjoint(tokens)

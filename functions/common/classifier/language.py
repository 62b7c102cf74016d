"""Guesses the language of a text by its commonest words: how far a suggestion can be trusted differs by language."""

import re

_COMMON = {
    "en": "the and is i to my a not it we you of in for on with this have can how please your are what do when he they "
    "who",
    "de": "der das dem und ich ist nicht wir ein eine mit für auf es den bitte kann wie zu im sie mein meine habe von "
    "wann kommt neue es dies uns bei nach wenn aber noch seit hat sind wird geht ab sofort hallo",
    "es": "el la los las que de y en no un una mi es por con para se lo me del hola puedo está al cómo su",
    "fr": "le la les je et est de des pas un une nous vous mon ma pour que dans sur ne il du en bonjour c'est j'ai",
    "it": "il la che di e non un una mi è per con ho sono lo del della si gli come nel alla anche le più",
    "pt": "o a os que de e não um uma meu minha é para com eu do da no na em se foi por como está",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_ARABIC = re.compile(r"[\u0621-\u064a]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
UNKNOWN = "other"
LANGUAGES = (*_COMMON, "ar")


def language_of(text: str) -> str:
    """One of LANGUAGES, or UNKNOWN. Of a few words without a common one, in Latin letters without accents, `en`."""
    words = _WORD.findall(text.casefold().replace("\u2019", "'"))
    letters = "".join(words)
    if len(_ARABIC.findall(letters)) * 2 > len(letters):
        return "ar"
    counts = {language: sum(word in common for word in words) for language, common in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    if counts[best] * 8 >= len(words) and counts[best]:
        return best
    return "en" if letters.isascii() and len(words) <= 8 and words else UNKNOWN

"""The language of a text, as far as commonest words tell it."""

import pytest

from common.classifier.language import LANGUAGES, UNKNOWN, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I cannot log in to my account", "en"),
        ("refund please", "en"),
        ("Ich kann mich nicht anmelden", "de"),
        ("No puedo entrar en mi cuenta", "es"),
        ("Je n'arrive pas à me connecter", "fr"),
        ("Non riesco a entrare nel mio account", "it"),
        ("Não consigo entrar na minha conta", "pt"),
        ("لا أستطيع تسجيل الدخول إلى حسابي", "ar"),
        ("Приложение не запускается после обновления", UNKNOWN),
        ("ログインできません。パスワードを忘れました", UNKNOWN),
        ("Aplikacja ciągle się zawiesza po aktualizacji", UNKNOWN),
        ("Uygulama açılmıyor ve sürekli hata veriyor", UNKNOWN),
        ("lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod", UNKNOWN),
        ("", UNKNOWN),
        ("12345", UNKNOWN),
    ],
)
def test_the_language_is_that_of_the_commonest_words(text: str, language: str) -> None:
    assert language_of(text) == language
    assert language in (*LANGUAGES, UNKNOWN)

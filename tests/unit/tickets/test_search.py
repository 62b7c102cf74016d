"""Search: what of a ticket is found by what a person types."""

import unicodedata
from itertools import accumulate

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from common.tickets.folding import normalise
from common.tickets.reference import new_reference
from common.tickets.search import BEGINNINGS_MAX, PREFIX_MAX, QUERY_TERMS_MAX, query_terms, terms_of
from tests.support.searching import REFERENCE, finds

LETTERS = st.sampled_from("aAàÉßfﬁłØ9١ğİıжЙαΆאשּׁحمَّकिन्दी한국글ァガ画面錯 \n_-'.#\u00ad\u200b😀")
"""Some of each kind: what folds, what joins, what separates and what is written without spaces."""


@pytest.mark.parametrize(
    "query", ["crash", "cras log", "LOG", "  login   crash ", "c", "loginPage", "page-crash", "c, l!"]
)
def test_words_are_found_by_what_they_start_with_in_any_order_and_case(query: str) -> None:
    assert finds(query, title="LoginPage crashes", description="on the page")


@pytest.mark.parametrize("query", ["rash", "ogin", "crashing", "crash logs", "crashes_x"])
def test_a_word_is_not_found_by_its_middle_or_by_more_than_it(query: str) -> None:
    assert not finds(query, title="Login crashes")


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Crème brûlée", "creme BRULEE"),
        ("ΑΘΗΝΑ ὁδός", "αθηνα οδος"),
        ("Ёлка", "елка"),
        ("Łódź smørrebrød", "lodz smorrebrod"),
        ("Straße Æsir œuvre", "strasse aesir oeuvre"),
        ("İSTANBUL ılık", "istanbul ilik"),
        ("Müller", "mueller"),
        ("Mu\u0308ller-Lüdenscheid", "MUELLER Luedenscheid"),
        ("Geändert: Rückerstattungsübersicht", "geaendert rueckerstattungsuebersicht"),
        ("Überquerung", "ueberquerung"),
        ("Jørgen Åse O’Müller", "Joergen Aase OMueller"),
        ("ünlü pingüino", "unlu pinguino"),
        ("ﬁle １２３ ｶﾞ", "file 123 ガ"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد آخر أحمد", "محمد اخر احمد"),
        ("مـــرحبا", "مرحبا"),
        ("soft\u00adhyphen", "softhyphen"),
        ("١٢٣", "123"),
        ("می\u200cخواهم", "میخواهم"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_what_people_leave_out_when_they_type_makes_no_difference(written: str, typed: str) -> None:
    assert finds(typed, description=written)
    assert finds(written, description=typed)


@pytest.mark.parametrize(("written", "other"), [("neuen", "neun"), ("Quelle", "qulle"), ("Bauer", "baur")])
def test_two_letters_that_no_mark_stands_for_stay_two(written: str, other: str) -> None:
    assert other not in terms_of("", written, REFERENCE)


@pytest.mark.parametrize(("written", "typed"), [("かき", "がき"), ("ハ", "パ"), ("कि", "कु"), ("กา", "กี")])
def test_marks_that_make_another_letter_make_a_difference(written: str, typed: str) -> None:
    assert not finds(typed, description=written)
    assert finds(written, description=written)


def test_hindi_and_hangul_words_stay_whole() -> None:
    assert "हिन्दी" in terms_of("हिन्दी", "", REFERENCE)
    assert "프린터" in terms_of("", "프린터가 안 돼요", REFERENCE)
    assert query_terms("프린터") == ["프린터"]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("ログインできません", "ログイン"),
        ("ログインできません", "でき"),
        ("无法登录我的账户", "登录"),
        ("无法登录我的账户", "账"),
        ("無法login畫面", "login"),
        ("無法login畫面", "畫面"),
        ("เข้าสู่ระบบไม่ได้", "ระบบ"),
        ("ບໍ່ສາມາດເຂົ້າ", "ສາມາດ"),
        ("ខ្ញុំមិនអាចចូល", "អាច"),
        ("ကျွန်ုပ်ဝင်၍မရပါ", "ဝင်"),
        ("𠮷野家", "𠮷野"),
    ],
)
def test_scripts_without_spaces_are_found_by_any_part_of_a_run(text: str, query: str) -> None:
    assert finds(query, title=text)
    assert finds(query, description=text)


@pytest.mark.parametrize("text", ["ที่นี่", "ທີ່ນີ້", "ကိုကို", "ខ្ញុំ", "ꩠꩻꩡꩻ", "か\u309aき"])
def test_marks_stay_with_the_character_before_them(text: str) -> None:
    assert query_terms(text) == [text]


def test_a_run_without_spaces_is_not_found_by_another_order_of_its_characters() -> None:
    assert not finds("录登", title="无法登录我的账户")


@pytest.mark.parametrize("query", ["login_page", "login.page", "login/page", "login\npage", "login—page"])
def test_everything_but_letters_and_digits_separates(query: str) -> None:
    assert query_terms(query) == ["login", "page"]


@pytest.mark.parametrize("query", ["", "  ", "!?", "__", "😀", "\ud800", "\u200b", "́"])
def test_a_text_without_letters_and_digits_asks_for_nothing(query: str) -> None:
    assert query_terms(query) == []


def test_words_that_other_words_imply_are_dropped() -> None:
    assert query_terms("log login Lo log page") == ["login", "page"]


def test_words_are_compared_on_their_first_twenty_characters() -> None:
    word = "antidisestablishmentarianism"
    assert finds(word, title=word)
    assert finds("antidisestablishmentX", title=word)
    assert not finds("antidisestablishmenX", title=word)
    assert max(map(len, terms_of(word, word, REFERENCE))) == 20


def test_a_query_may_have_as_many_words_as_it_may_have_terms_and_no_more() -> None:
    words = [f"{chr(97 + number)}{number}" for number in range(QUERY_TERMS_MAX + 1)]
    assert query_terms(" ".join(words[:-1] + words[:5])) == words[:-1]
    with pytest.raises(ValueError, match=r"too many words; search for at most 12"):
        query_terms(" ".join(words))


def test_a_long_run_without_spaces_asks_for_every_second_pair_before_it_is_too_long() -> None:
    run = "一二三四五六七八九十百千万亿兆京"
    assert query_terms(run) == ["一二", "三四", "五六", "七八", "九十", "百千", "万亿", "兆京"]
    assert query_terms(run[:-1])[-2:] == ["万亿", "亿兆"]
    assert query_terms(run[:13]) == [run[start : start + 2] for start in range(12)]
    assert finds(run, description=f"开头{run}结尾")


@pytest.mark.parametrize(
    "typed",
    [REFERENCE, REFERENCE.lower(), "tafb vvda b3hy", "TAFBVVDAB3HY", " tafb-vvda-b3hy ", "TAFB\u2013VVDA\u2011B3HY"],
)
def test_a_reference_is_one_term_however_it_is_typed(typed: str) -> None:
    assert query_terms(typed) == ["tafbvvdab3hy"]
    assert finds(typed)


def test_lookalike_letters_in_a_reference_are_forgiven() -> None:
    assert query_terms("oooo-oooo-ooo2") == ["000000000002"]


@pytest.mark.parametrize("typed", ["taf", "tafbv", "TAFB", "vvda", "b3hy", "tafb-vvda"])
def test_a_ticket_is_found_by_the_beginning_and_the_groups_of_its_reference(typed: str) -> None:
    assert finds(typed)


def test_the_first_symbols_of_a_reference_do_not_turn_up_among_words() -> None:
    assert not finds("t")
    assert not finds("ta")


def test_ordinary_words_of_twelve_letters_are_not_taken_for_references() -> None:
    for number in range(2000):
        letters = "".join("abcdefghjk"[int(digit)] for digit in f"{number:04}")
        assert query_terms(f"{letters}xxxxxxxx") == [f"{letters}xxxxxxxx"]
        assert query_terms(f"{letters} wxyz mnpq") == [letters, "wxyz", "mnpq"]


def test_every_reference_finds_its_ticket() -> None:
    for _ in range(500):
        reference = new_reference()
        for typed in (reference, reference.lower(), reference.replace("-", ""), reference.replace("-", " ")):
            assert finds(typed, reference=reference)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=300))
def test_folding_does_not_care_how_a_text_is_composed(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(unicodedata.normalize("NFC", text))


@given(st.text(max_size=200), st.text(max_size=300))
def test_any_text_gives_a_bounded_number_of_safe_terms(title: str, description: str) -> None:
    terms = terms_of(title, description, REFERENCE)
    assert len(terms) <= BEGINNINGS_MAX + 2 * len(normalise(f"{title} {description}")) + len(REFERENCE)
    assert all(terms.values())
    assert all(0 < len(term.encode()) <= 1500 and not term.startswith("__") for term in terms)


@given(st.integers(0, 40), st.sampled_from(["ก\u0e49", "e\u0301", "か\u3099", "\ufdfa", "一", "क\u093f", "\U00020000"]))
def test_long_texts_of_odd_characters_stay_bounded(power: int, piece: str) -> None:
    terms = terms_of(piece * 100, (piece + piece[-1] * power) * 200, REFERENCE)
    assert len(terms) <= BEGINNINGS_MAX + 500
    assert max(len(term) for term in terms) <= PREFIX_MAX


@given(st.text(LETTERS, max_size=24), st.text(LETTERS, max_size=100))
def test_every_word_of_a_ticket_and_each_of_its_prefixes_finds_it(title: str, description: str) -> None:
    terms = terms_of(title, description, REFERENCE)
    assume(len(terms) < BEGINNINGS_MAX)
    for word in f"{title} {description}".split():
        for prefix in accumulate(word[:24]):
            assert set(query_terms(prefix)) <= terms.keys()


@given(st.text(max_size=12), st.text(max_size=100))
def test_every_ticket_is_found_by_each_word_of_its_title(title: str, description: str) -> None:
    for word in title.split():
        assert finds(word, title, description)


@given(st.text(max_size=400))
def test_a_query_gives_few_distinct_terms_or_a_clear_error(text: str) -> None:
    try:
        terms = query_terms(text)
    except ValueError:
        with pytest.raises(ValueError, match="too many words"):
            query_terms(text)
    else:
        assert len(terms) == len(set(terms)) <= QUERY_TERMS_MAX

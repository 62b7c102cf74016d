"""What the desk marks in titles and excerpts, and where it cuts them."""

from tests.support.modules import results

HIGHLIGHT = "desk/ui/highlight.ts"
MARKED = {
    ("Müller Mueller Muller", "mueller"): ["Müller", "Mueller"],
    ("Müller Mueller muller", "Müller"): ["Müller", "Mueller", "muller"],
    ("Jørgen Åse Joergen Aase", "joergen åse"): ["Jørgen", "Åse", "Joergen", "Aase"],
    ("O’Müller-Lüdenscheid", "omueller luedenscheid"): ["O’Müller", "Lüdenscheid"],
    ("neuen neun", "neun"): ["neun"],
    ("Æsir bæx", "aesir bx"): ["Æsir"],
}


def test_each_spelling_that_the_server_finds_is_marked() -> None:
    found = results(HIGHLIGHT, "highlighted", [[*case] for case in MARKED])
    assert [[part["text"] for part in parts if part["marked"]] for parts in found] == [*MARKED.values()]


def test_a_long_title_is_cut_before_the_word_and_no_character_in_half() -> None:
    short, long = "The invoice shows no value that I paid", f"{'🧨' * 180} word"
    titles = results(HIGHLIGHT, "headline", [[short, "paid"], [long, "word"], [long, ""]])
    assert ["".join(part["text"] for part in parts) for parts in titles] == [short, f"…{'🧨' * 19} word", long]
    [cut] = results(HIGHLIGHT, "excerpt", [[f"word {'🧨' * 300}", "word"]])
    assert "".join(part["text"] for part in cut) == f"word {'🧨' * 195}"

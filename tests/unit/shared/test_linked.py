"""Web addresses in what a person wrote are found whole, without the sentence around them; nothing else is a link."""

from tests.support.modules import results

LINKS = {
    "See https://a.example/b?c=d#e.": ["https://a.example/b?c=d#e"],
    "HTTP://A.example, (https://b.example/x_(y)) and http://c.example!": [
        "HTTP://A.example",
        "https://b.example/x_(y)",
        "http://c.example",
    ],
    "<https://a.example/ä> \"https://b.example/'c'\"": ["https://a.example/ä", "https://b.example/'c"],
    "انظر https://a.example/ص؟ثم\nhttp://127.0.0.1:5000/": ["https://a.example/ص؟ثم", "http://127.0.0.1:5000/"],
    "见https://a.example/文。然后": ["https://a.example/文"],
    "https://a.example/\u202egnp.exe": ["https://a.example/"],
    "javascript:alert(1) data:text/html,x ftp://a.example xhttps://a.example www.a.example": [],
    "https:// http://... https://bank.example@evil.example/": [],
    f"https://a.example/{'x' * 2_000}": [],
    f"https://a.example/{')' * 1_900}": ["https://a.example/"],
    "": [],
}


def test_addresses_are_found_and_no_character_is_lost() -> None:
    for (text, links), pieces in zip(
        LINKS.items(), results("shared/linked.ts", "linked", [[text] for text in LINKS]), strict=True
    ):
        assert [piece["text"] for piece in pieces if piece["link"]] == links, text
        assert "".join(piece["text"] for piece in pieces) == text

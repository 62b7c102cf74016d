"""Parameters as the cloud, the emulator and files of the Firebase CLI give them."""

import pytest

from common.base.parameters import Parameter, Secret


@pytest.mark.parametrize(
    ("default", "text", "value"),
    [
        ("off", "on", "on"),
        ("off", "", ""),
        (3, "7", 7),
        (False, "true", True),
        (False, "TRUE", True),
        (True, "false", False),
        ([], "https://a.example,https://b.example", ["https://a.example", "https://b.example"]),
        ([], '["https://a.example"]', ["https://a.example"]),
        (["https://a.example"], "", []),
    ],
)
def test_a_value_is_read_as_what_its_default_is(
    default: str | int | bool | list[str], text: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    parameter: Parameter[str] = Parameter("SOME_PARAMETER", default=default, description="")  # type: ignore[arg-type]
    monkeypatch.delenv("SOME_PARAMETER", raising=False)
    assert parameter.value == default
    monkeypatch.setenv("SOME_PARAMETER", text)
    assert parameter.value == value


def test_a_number_that_is_none_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_PARAMETER", "many")
    with pytest.raises(ValueError, match="many"):
        _ = Parameter("SOME_PARAMETER", default=1, description="").value


def test_a_secret_that_is_not_bound_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOME_SECRET", raising=False)
    assert Secret("SOME_SECRET", description="").value == ""

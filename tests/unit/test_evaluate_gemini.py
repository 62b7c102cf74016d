"""The evaluation of Gemini, against a stand-in on this machine."""

import sys
from pathlib import Path
from secrets import token_hex

import pytest

from common.classifier import gemini
from scripts import evaluate
from tests.support.gemini_server import Reply, serving

BILLING = {"analysis": "A refund is wanted.", "category": "billing", "priority": "medium"}


def test_gemini_is_measured_where_it_answers_and_its_failures_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, key = tmp_path / "labelled.csv", f"key-{token_hex(8)}"
    path.write_text(
        "text,category,priority\nRefund this,billing,medium\nThe fan is loud,technical,low\nNobody hears,general,\n"
    )
    monkeypatch.setattr(evaluate, "FOLDER", tmp_path / "evaluation")
    monkeypatch.setattr(sys, "argv", ["evaluate", str(path)])
    with serving() as stand_in:
        monkeypatch.setenv("GEMINI_API_KEY", key)
        monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", stand_in.url)
        stand_in.when("Refund", Reply(json=BILLING)).when("Nobody", Reply(status=400))
        evaluate.main()
        gemini.clients.pop(key).close()
    said = capsys.readouterr().out
    assert "roughly $0.00" in said
    assert "3 of 3 asked, 1 failed" in said
    assert "gemini, category (2 texts): accuracy 1.000" in said
    assert "gemini, priority (2 texts): accuracy 0.500" in said
    assert key not in said
    assert "The fan is loud" in (tmp_path / "evaluation" / "gemini-disagreements.csv").read_text("utf-8")

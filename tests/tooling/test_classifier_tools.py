"""The commands around the classifier: one text, the evaluation, and the texts that it is trained on."""

import csv
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from common.encoder import encoder
from common.tickets.fields import Category, Priority
from common.tickets.model import Confidence
from scripts.base.console import Failure
from scripts.base.paths import ROOT
from scripts.measure import evaluate, speed
from scripts.measure.bench import startup
from scripts.measure.bench.startup import Start, Starts
from scripts.train.classifier import corpus, measures, own_texts, report
from scripts.train.classifier.own_texts import OwnText
from scripts.train.classifier.report import Said

PAIRS = [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), ("c", "b")]


def test_our_own_texts_can_be_judged_on_and_each_stands_there_once() -> None:
    rows = evaluate.read(ROOT / "scripts" / "train" / "classifier" / "texts.csv")
    assert len({row.text for row in rows}) == len(rows) == 12_150
    assert all(row.priority for row in rows)


def test_accuracy_and_macro_f1_count_every_value_alike() -> None:
    assert measures.accuracy(PAIRS) == 0.6
    assert measures.macro_f1(PAIRS) == pytest.approx((4 / 5 + 2 / 4 + 0) / 3)


def test_f1_of_several_values_counts_them_as_one() -> None:
    assert measures.f1(PAIRS, {"b", "c"}) == 2 * 2 / (2 + 3)
    assert measures.f1(PAIRS, {"d"}) == 0


def test_the_confusion_matrix_has_a_row_for_each_label() -> None:
    head, *rows = (line.split() for line in measures.confusion(PAIRS, ["a", "b", "c"]))
    assert head == ["a", "b", "c"]
    assert rows == [["a", "2", "1", "0"], ["b", "0", "1", "0"], ["c", "0", "1", "0"]]


def test_percentiles_are_median_95th_and_maximum() -> None:
    assert measures.percentiles([*map(float, range(101))]) == (50, 95, 100)
    assert measures.percentiles([7.0]) == (7, 7, 7)


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "labelled.csv"
    path.write_text(
        "text,category,priority\nRefund this invoice,billing,medium\nWhere is my parcel?,billing,\n", "utf-8"
    )
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the evaluation writes. The encoder that it loads is gone afterwards."""
    monkeypatch.setattr(evaluate, "FOLDER", tmp_path / "evaluation")
    monkeypatch.setattr(encoder._Loaded, "tried", False)
    monkeypatch.setattr(encoder._Loaded, "model", None)
    monkeypatch.delenv("GEMINI_API_KEY", raising=False)
    return tmp_path / "evaluation"


def test_an_evaluation_prints_figures_and_writes_what_differs(
    labelled: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["evaluate", str(labelled)])
    evaluate.main()
    said = capsys.readouterr().out
    for parts in ("rules and n-grams", "rules, n-grams and encoder"):
        assert f"\n{parts} (shares, " in said
    assert "  all                       2  category 0.500 (0.095-0.905)" in said
    assert "two steps wrong 0.000 (0.000-0.793)" in said
    assert "Gemini was not asked" in said
    with (folder / "rules-and-n-grams-disagreements.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["text"], row["category"], row["suggested_category"]) for row in rows] == [
        ("Where is my parcel?", "billing", "general")
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("banking77", "  2 of the texts are from sources that the weights were trained on"),
        ("ours", "  Figures on texts that the weights were trained on flatter"),
    ],
)
def test_an_evaluation_says_what_training_does_to_its_figures(source: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "labelled.csv"
    path.write_text(
        f"text,category,priority,source\nRefund,billing,,{source}\nLogin,account,,{source}\nHello,general,,\n", "utf-8"
    )
    assert evaluate._about_training(evaluate.read(path)).startswith(said)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("text,category\nx,billing\n", "missing: priority"),
        ("", "missing: category, priority, text"),
        ("text,category,priority\n", "has no rows"),
        ("text,category,priority\nx,money,low\n", "line 2: the category 'money'"),
        ("text,category,priority\nx,billing,low\ny,billing,soon\n", "line 3: the priority 'soon'"),
        ("text,category,priority\nx\n", "line 2: the category ''"),
    ],
)
def test_a_file_that_cannot_be_evaluated_is_refused_by_its_fault(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "labelled.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(Failure, match=message):
        evaluate.read(path)


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"none\.csv cannot be read"):
        evaluate.read(tmp_path / "none.csv")
    (tmp_path / "binary.csv").write_bytes(b"text,category,priority\n\xff,billing,low\n")
    with pytest.raises(Failure, match=r"binary\.csv cannot be read"):
        evaluate.read(tmp_path / "binary.csv")


def test_without_a_file_the_command_says_how_to_name_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["evaluate", ""])
    with pytest.raises(Failure, match=r"make eval DATA=file\.csv"):
        evaluate.main()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scripts.measure.classify", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_one_text_is_classified_at_the_command_line() -> None:
    done = run("Refund this invoice immediately")
    assert done.returncode == 0, done.stderr
    suggestion = json.loads(done.stdout)
    assert (suggestion["category"], suggestion["priority"], suggestion["source"]) == ("billing", "high", "local")


@pytest.mark.parametrize("arguments", [[], ["  "], ["two", "texts"]])
def test_the_command_line_says_how_it_is_used(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 1
    assert done.stderr.startswith("usage: ")


def test_every_http_function_is_started_next_to_its_libraries(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started = list[str]()
    used = {"ticket": 0.6, "webhooks": 0.7}

    def start(ours: str) -> Starts:
        started.append(ours)
        return Starts(Start(0.9, 0.5, []), Start(1.0, used.get(ours.rpartition(".")[2], 0.5), ["httpx"]))

    monkeypatch.setattr(startup, "start", start)
    monkeypatch.setattr(speed, "EXEMPT", {"webhooks"})
    speed.report_starts(2)
    head, *rows = (line.split() for line in capsys.readouterr().out.splitlines())
    assert len(started) == 3 * len(rows)
    assert head[0] == "start,"
    assert ["ticket", "600", "500", "1.20", "!!", "httpx"] in rows
    assert ["webhooks", "700", "500", "1.40", "exempt", "httpx"] in rows
    assert ["tickets", "500", "500", "1.00", "httpx"] in rows


def test_the_start_with_the_median_ratio_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    times = iter([(0.1, 0.9), (0.5, 0.6), (1.0, 1.1), (0.5, 0.55)])  # the first start fills the file cache

    def start(_ours: str) -> Starts:
        return Starts(*(Start(cpu_s, cpu_s, []) for cpu_s in next(times)))

    monkeypatch.setattr(startup, "start", start)
    assert startup.measure(["ticket"], 3)["ticket"].ratio == pytest.approx(1.1)


def test_a_start_is_measured_in_a_process_of_its_own_and_may_fail() -> None:
    found = startup.start("import httpx")
    assert 0 < found.libraries.cpu_s < found.ours.cpu_s < 60 > found.ours.wall_s > found.libraries.wall_s > 0
    assert (found.libraries.loaded, found.ours.loaded) == ([], ["httpx"])
    with pytest.raises(Failure, match="none"):
        startup.start("import none")


def test_time_per_text_is_told_by_length(capsys: pytest.CaptureFixture[str]) -> None:
    speed.report_texts(["short", "shorter", "x" * 200, "x" * 250, "x" * 2_000])
    rows = [line.split() for line in capsys.readouterr().out.strip().splitlines()[1:]]
    assert [row[:3] for row in rows] == [["0", "to", "100"], ["100", "to", "300"], ["all", "5", "texts"]]
    assert [row[-5] for row in rows] == ["2", "2", "5"]
    for row in rows:
        assert 0 <= float(row[-3]) <= float(row[-2]) <= float(row[-1])


def test_our_own_texts_are_always_the_same_distinct_ones() -> None:
    made = own_texts.own_texts()
    assert made == own_texts.own_texts()
    assert len(made) == len({own.text for own in made}) > 11_000
    assert {own.category for own in made} == {*Category}
    assert {own.language for own in made} == {"en", "de", "es", "fr"}
    assert not any(char in own.text for own in made for char in "(|)<>{}")


def test_shares_are_reported_with_their_bounds_by_source_and_language() -> None:
    right = Said("a", "en", (Category.BILLING, Priority.LOW), (Category.BILLING, Priority.HIGH), Confidence.HIGH)
    wrong = right._replace(language="de", suggested=(Category.GENERAL, Priority.LOW), confidence=Confidence.LOW)
    whole, source, german, english = report.lines([right, wrong])
    assert whole.split()[:4] == ["all", "2", "category", "0.500"]
    assert source.split()[0] == "a"
    assert german.startswith("a de")
    assert "low 0.00 of 100%" in german
    assert "two steps wrong 0.000" in german
    assert english.startswith("a en")
    assert "high 1.00 of 100%" in english
    assert "two steps wrong 1.000" in english
    unnamed = [it._replace(source="") for it in (right, wrong)]
    assert [line.split()[0] for line in report.lines(unnamed)] == ["all", "de", "en"]
    assert report.share([True] * 95 + [False] * 5) == "0.950 (0.888-0.978)"


def test_texts_too_near_to_the_data_are_left_out() -> None:
    near = "one two three four five six seven eight"
    texts = [OwnText(text, Category.GENERAL, "en") for text in (f"So, {near}!", "One two three", "one two four", "x")]
    kept = corpus.without_overlap(texts, [f"{near.upper()} nine", "one, two: THREE"])
    assert [own.text for own in kept] == ["one two four", "x"]


def test_only_what_may_go_into_weights_is_taken_from_the_pool(tmp_path: Path) -> None:
    head = "id,source,text,category,priority\n"
    (tmp_path / "dev.csv").write_text(f"{head}1,github_issues,It broke,technical,\n", "utf-8")
    (tmp_path / "priority_dev.csv").write_text(head, "utf-8")
    (tmp_path / "cases_dev.csv").write_text("id,lang,text,category,priority\n4,de,Hilfe,general,high\n", "utf-8")
    with gzip.open(tmp_path / "pool.csv.gz", "wt", encoding="utf-8") as file:
        file.write(f"{head}2,github_issues,No,technical,\n3,banking77,Yes,billing,\n")
    ours = {*corpus.OURS, corpus.PHRASES}
    texts = [text for text in corpus.read(tmp_path) if text.source not in ours]
    assert [(it.text, it.language, it.priority, it.fitted) for it in texts] == [
        *(("It broke", "en", None, False), ("Yes", "en", None, True), ("Hilfe", "de", 2, False))
    ]


def test_a_folder_without_the_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"dev\.csv was not found"):
        corpus.read(tmp_path)
    (tmp_path / "dev.csv").write_text("id,text\n", "utf-8")
    with pytest.raises(Failure, match=r"dev\.csv has no column category, priority"):
        corpus.read(tmp_path)

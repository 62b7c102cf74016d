"""Which figures meet the targets, and how they are drawn."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from scripts.measure.bench import chart, targets
from scripts.measure.bench.burst import Burst
from scripts.measure.bench.costs import Cost
from scripts.measure.bench.figures import Summary, Verdict
from scripts.measure.bench.measuring import FLOOR, HOSTING, OURS, Measured
from scripts.measure.bench.operations import CLASSIFY, CREATE, NEWEST, PAGES, REPLY, STATS, TALK, Operation
from scripts.measure.bench.startup import Start, Starts


def measured(operation: Operation, ours_ms: float = 5.0, **fields: object) -> Measured:
    """At a floor of 4 ms."""
    summaries = {
        name: Summary(requests=100, p50_ms=p50, p95_ms=2 * p50, rate=100.0)
        for name, p50 in ((FLOOR, 4.0), (OURS, ours_ms), (HOSTING, 20.0))
    }
    usual = Measured(operation, 1000, 1, summaries, ours_ms / 4.0, Cost(), 1.0, 2.0, 1.5, 80.0)
    return replace(usual, **fields)  # type: ignore[arg-type]


def missed(found: list[Verdict]) -> list[str]:
    return [it.what for it in found if not it.passes]


def test_the_worst_ratio_of_all_sizes_counts() -> None:
    good, bad = measured(CREATE, 5.0), measured(CREATE, 5.1, size=10_000)
    assert missed(list(targets.of_operations([good, good]))) == []
    assert missed(list(targets.of_operations([good, bad]))) == ["create: p50 to the floor's, 1 at a time"]


def test_a_reply_is_one_read_and_one_commit_and_a_conversation_one_query() -> None:
    assert missed(list(targets.of_operations([measured(REPLY, cost=Cost(reads=1, commits=1))]))) == []
    assert missed(list(targets.of_operations([measured(TALK, cost=Cost(reads=1, queries=1))]))) == []
    costly = [measured(REPLY, cost=Cost(reads=1, commits=2)), measured(TALK, cost=Cost(queries=2))]
    assert missed(list(targets.of_operations(costly))) == ["reply: commits", "conversation of 50 messages: queries"]


def test_a_long_conversation_opens_as_fast_as_a_short_one() -> None:
    short, long = NEWEST
    assert missed(list(targets.of_conversations([measured(short, 5.0), measured(long, 5.9)]))) == []
    assert len(missed(list(targets.of_conversations([measured(short, 5.0), measured(long, 6.1)])))) == 1


def test_a_request_that_failed_is_a_miss_whatever_its_target_was() -> None:
    some = measured(CREATE)
    some.summaries[HOSTING] = replace(some.summaries[HOSTING], failed=1)
    assert missed(list(targets.of_operations([some]))) == ["create: requests that failed"]


def test_create_may_read_once_and_commit_once() -> None:
    assert missed(list(targets.of_operations([measured(CREATE, cost=Cost(reads=1, commits=1))]))) == []
    found = list(targets.of_operations([measured(CREATE, cost=Cost(reads=1, queries=1, commits=2))]))
    assert missed(found) == ["create: reads before the commit", "create: commits"]


def test_a_page_is_one_query_of_one_document_more_than_it_shows() -> None:
    page = PAGES[0]
    assert missed(list(targets.of_operations([measured(page, cost=Cost(queries=1, documents=21))]))) == []
    found = list(targets.of_operations([measured(page, cost=Cost(queries=2, documents=22))]))
    assert missed(found) == ["list: queries", "list: documents read"]


def test_statistics_cost_and_take_the_same_at_any_size() -> None:
    small = measured(STATS, 4.0, cost=Cost(documents=5))
    large = measured(STATS, 4.9, cost=Cost(documents=6), size=100_000)
    assert missed(list(targets.of_operations([small, large]))) == ["stats: documents read, most less fewest"]
    assert missed(list(targets.of_growth([small, large]))) == [
        "stats: p50 at 100,000 to that at 1,000 (the floor's: 1.00)"
    ]
    assert missed(list(targets.of_growth([small, replace(small, size=100_000)]))) == []
    assert list(targets.of_growth([small])) == []
    assert missed(list(targets.of_operations([measured(STATS, 5.1)]))) == ["stats: p50 to the floor's, 1 at a time"]


def test_classify_is_judged_by_what_a_person_waits_beyond_the_floor() -> None:
    slow, quick = measured(CLASSIFY), measured(CLASSIFY)
    quick.summaries[HOSTING] = replace(quick.summaries[HOSTING], p50_ms=19.0)
    assert missed(list(targets.of_classify([quick, replace(slow, concurrency=8)]))) == []
    assert missed(list(targets.of_classify([quick, slow]))) == [
        "classify, local: p50 through Hosting beyond the floor's"
    ]


def test_classify_reads_nothing_and_keeps_its_suggestion_in_one_commit() -> None:
    assert missed(list(targets.of_operations([measured(CLASSIFY, cost=Cost(commits=1))]))) == []
    found = list(targets.of_operations([measured(CLASSIFY, cost=Cost(reads=1, commits=2))]))
    assert missed(found) == ["classify, local: reads", "classify, local: commits"]


def test_a_start_may_cost_little_more_than_its_libraries_and_load_none_besides() -> None:
    libraries = Start(0.5, 0.4, ["firebase_admin.auth"])
    assert missed(list(targets.of_start(Starts(libraries, replace(libraries, cpu_s=0.45))))) == []
    worse = Start(0.7, 0.5, ["firebase_admin.auth", "google.genai"])
    assert len(missed(list(targets.of_start(Starts(libraries, worse))))) == 2


def test_a_burst_is_counted_within_ten_seconds() -> None:
    assert missed(list(targets.of_burst(Burst(1000, 20.0, 10.0)))) == []
    assert len(missed(list(targets.of_burst(Burst(1000, 20.0, 10.1))))) == 1


def test_the_chart_has_a_bar_for_each_target_in_proportion() -> None:
    drawing = ET.fromstring(chart.chart([measured(CREATE, 5.0), measured(CREATE, 10.0, size=10_000)]))  # noqa: S314
    space = "{http://www.w3.org/2000/svg}"
    bars = [it for it in drawing.iter(f"{space}rect") if it.get("height") == str(chart.BAR - 2)]
    widths = [float(it.get("width", 0)) for it in bars]
    assert widths == [chart.BARS * part / 20 for part in (4, 10, 20)]  # of the largest size alone
    assert "create (1)" in [it.text for it in drawing.iter(f"{space}text")]

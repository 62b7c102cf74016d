"""What `make pace` makes of its times; the times themselves are of a browser."""

from scripts.measure import pace


def test_a_queue_that_is_shown_late_and_a_key_that_acts_late_are_missed() -> None:
    in_time, late = dict.fromkeys(pace.QUEUES, (130.0, 100.0)), dict.fromkeys(pace.QUEUES, (140.0, 100.0))
    assert [it.passes for it in pace.targets(in_time, [3.0, 50.0])] == [True] * 5
    assert [it.passes for it in pace.targets(late, [3.0, 50.1])] == [False] * 5

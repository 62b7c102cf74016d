"""`make recount [PROJECT=...]`: compares the desk's numbers with the tickets and puts them right."""

import sys

from common.counters import recount
from common.counters.recount import Overtaken, Recount
from scripts.base.console import Failure, guarded, say
from scripts.operate import target


def main() -> None:
    where = target.use((*sys.argv[1:], "")[0], "make recount PROJECT=...")
    say(f"Counting the tickets of {where}; takes half a minute, and longer for very many.")
    with target.refusals(where, ", and nothing was changed"):
        try:
            say(report(recount.renew()))
        except Overtaken as reason:
            raise Failure(f"Nothing was changed: {reason}. Try again in a minute.") from None


def report(found: Recount) -> str:
    """What was found, for a person: a table of the numbers that were wrong, if any."""
    if not found.differences:
        return f"{found.tickets} tickets, and every number was right."
    rows = [
        ("number", "was", "is"),
        *((".".join(it), str(d.counted), str(d.actual)) for it, d in found.differences.items()),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    table = [f"  {name:<{widths[0]}}  {was:>{widths[1]}}  {now:>{widths[2]}}" for name, was, now in rows]
    return "\n".join([f"{found.tickets} tickets; {len(rows) - 1} numbers were wrong and are right now:", *table])


if __name__ == "__main__":
    guarded(main)

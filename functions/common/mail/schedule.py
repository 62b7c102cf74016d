"""When an e-mail that could not be sent is tried again; pure."""

from datetime import timedelta

DELAYS_S = (10, 60, 300, 900, 3600, 14_400, *[28_800] * 8)
"""Before the second attempt, the third, and so on: three days less two and a half hours in all."""
RESOLVED_AFTER = timedelta(seconds=15)
"""How long a resolution waits, which an agent may have chosen by mistake."""

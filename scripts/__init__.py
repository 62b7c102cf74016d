"""What the Makefile calls; the functions' own modules are found as they are when they are deployed."""

import sys

from scripts.base.paths import FUNCTIONS

if str(FUNCTIONS) not in sys.path:
    sys.path.insert(0, str(FUNCTIONS))

"""What an event, a schedule or a queue starts."""

from firebase_functions.options import set_global_options

from common.base.config import CONCURRENCY, CPU, MEMORY_MB, REGION

# Options that are set after a function was imported are lost.
set_global_options(region=REGION, cpu=CPU, memory=MEMORY_MB, concurrency=CONCURRENCY)

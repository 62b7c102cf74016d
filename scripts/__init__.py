"""Development tooling: what the Makefile calls."""

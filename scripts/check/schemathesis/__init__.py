"""Schemathesis: makes up requests from `openapi.json`, good ones and bad, and holds the answers to what it says."""

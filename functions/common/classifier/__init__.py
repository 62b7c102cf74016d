"""Suggests a category and a priority for a text. `service.classify` is the way in."""

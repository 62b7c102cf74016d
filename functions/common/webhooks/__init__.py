"""What is sent to other systems when a ticket changes, signed per Standard Webhooks 1.0 (docs/webhooks.md)."""

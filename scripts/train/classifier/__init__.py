"""What the local classifier is trained on and judged by, none of which is deployed."""

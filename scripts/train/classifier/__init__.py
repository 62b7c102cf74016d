"""What the local classifier is trained on and judged by. Nothing of it is deployed."""

"""`make bench`: how fast the functions are, next to a bare function that makes the same calls to Firestore."""

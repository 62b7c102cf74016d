"""`make storm`: people write through the functions while these, and Firestore, are killed again and again."""

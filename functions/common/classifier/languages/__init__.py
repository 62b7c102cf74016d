"""The local classifier's words in languages other than English, one file each."""

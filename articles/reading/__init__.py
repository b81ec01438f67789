"""Reading: raw bytes to drafts. Knows nothing of Django, nor of rows."""

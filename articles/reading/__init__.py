"""Reading: turn the bytes of a file into drafts of reports. Pure Python, no Django and no database rows."""

"""Who is named in a body, and who said what."""

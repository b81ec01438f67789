"""Statements of a report: who speaks, and where the words start and end."""

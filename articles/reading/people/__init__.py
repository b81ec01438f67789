"""People of a report: where they are named, with which title and organisation."""

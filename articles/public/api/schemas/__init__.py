"""What the interface says of a report, a person, a statement: names and types of the values.

They are those of the reader's own JSON (README.md) wherever it has them. A value that is not known is null.
"""

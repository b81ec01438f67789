"""Schemas of the API. Names follow the JSON of `import_seeds` (README.md); an unknown value is null."""

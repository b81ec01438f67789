"""Steps that read a page: classify its lines, read its metadata, remove the furniture, build the report."""

"""Lines of a page: judged, its values read, its furniture taken out, until one clean report is left."""

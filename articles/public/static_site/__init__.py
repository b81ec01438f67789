"""The public site as plain files, for a machine that runs no application.

`manage.py publish_static DIR` writes DIR/site, which nginx serves, DIR/nginx.conf with what no file can say,
and DIR/manifest.jsonl, by which a sync tool knows what to copy. DIR/.state holds what the next run must know.
"""

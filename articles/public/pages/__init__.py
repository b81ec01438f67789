"""The page cache in front of Django: pages of one generation of the site, served without asking anything.

front.py answers requests, store.py holds pages, known.py the number of the site that this machine knows, and
listener.py learns what other machines change.
"""

"""A report page as a Wagtail site would have it, to be measured beside ours.

Wagtail is not among the packages of the tests: `--wagtail PYTHON` names an interpreter of another environment
that has wagtail, psycopg and granian.
"""

"""The SQL of the kept lists, the same on SQLite and PostgreSQL."""

# ruff: noqa: S608 - names of our own tables alone; ids are parameters

from typing import Final

LISTING, TALLY = "articles_listing", "articles_tally"
NUMBERS = "reports, statements, dated_reports, dated_statements"

#: The rows that reports should have in the lists, from what is stored of them. `{ids}` are placeholders.
WANTED: Final = """
shown AS (
    SELECT id, section_id, shown_at, shown_month, live_from,
        CASE WHEN substr(event_start, 1, 2) = '--' THEN 0 ELSE 1 END AS dated
    FROM articles_report
    WHERE id IN ({ids}) AND on_site = 1 AND live_from IS NOT NULL AND shown_at IS NOT NULL
),
said AS (
    SELECT a.report_id, a.speaker_id, a.organisation_id, count(s.id) AS number
    FROM articles_appearance a
    LEFT JOIN articles_statement s ON s.appearance_id = a.id
    WHERE a.report_id IN (SELECT id FROM shown)
    GROUP BY a.id, a.report_id, a.speaker_id, a.organisation_id
),
entries AS (
    SELECT id AS report_id, 0 AS kind, 0 AS subject FROM shown
    UNION ALL SELECT id, 1, section_id FROM shown WHERE section_id IS NOT NULL
    UNION ALL SELECT content_object_id, 2, tag_id FROM articles_taggedreport
        WHERE content_object_id IN (SELECT id FROM shown)
),
counted AS (
    SELECT e.report_id, e.kind, e.subject, coalesce(t.number, 0) AS statements
    FROM entries e
    LEFT JOIN (SELECT report_id, sum(number) AS number FROM said GROUP BY report_id) t
        ON t.report_id = e.report_id
    UNION ALL SELECT report_id, 3, speaker_id, sum(number) FROM said
        WHERE speaker_id IS NOT NULL GROUP BY report_id, speaker_id
    UNION ALL SELECT report_id, 4, organisation_id, sum(number) FROM said
        WHERE organisation_id IS NOT NULL GROUP BY report_id, organisation_id
),
wanted AS (
    SELECT c.report_id, c.kind, c.subject, r.shown_at, r.shown_month, r.live_from, c.statements, r.dated
    FROM counted c JOIN shown r ON r.id = c.report_id
)
"""

COLUMNS: Final = "report_id, kind, subject, shown_at, shown_month, live_from, statements, dated"

#: What a list row adds to its tallies, once for its month and once for all months; `{0}` is the sign.
ADDED: Final = """
    SELECT kind, subject, shown_month AS month, {0}1 AS reports, {0}statements AS statements,
        {0}dated AS dated_reports, {0}(dated * statements) AS dated_statements FROM {1}
    UNION ALL SELECT kind, subject, 0, {0}1, {0}statements, {0}dated, {0}(dated * statements) FROM {1}
"""
SUMS: Final = "sum(reports), sum(statements), sum(dated_reports), sum(dated_statements)"
DIFFERS: Final = (
    "sum(reports) <> 0 OR sum(statements) <> 0 OR sum(dated_reports) <> 0 OR sum(dated_statements) <> 0"
)

IS_CONCERNED: Final = f"""
SELECT 1 FROM articles_report WHERE id IN ({{ids}}) AND on_site = 1
UNION ALL SELECT 1 FROM {LISTING} WHERE report_id IN ({{ids}})
LIMIT 1
"""

COUNT_DIFFERENCE: Final = f"""
WITH {WANTED}, old AS (SELECT * FROM {LISTING} WHERE report_id IN ({{ids}})),
change AS ({ADDED.format("", "wanted")} UNION ALL {ADDED.format("-", "old")})
INSERT INTO {TALLY} (kind, subject, month, {NUMBERS})
SELECT kind, subject, month, {SUMS} FROM change GROUP BY kind, subject, month HAVING {DIFFERS}
"""

REMOVE_OTHERS: Final = f"""
WITH {WANTED}
DELETE FROM {LISTING}
WHERE report_id IN ({{ids}}) AND NOT EXISTS (
    SELECT 1 FROM wanted w WHERE w.report_id = {LISTING}.report_id
    AND w.kind = {LISTING}.kind AND w.subject = {LISTING}.subject
)
"""

STORE: Final = f"""
WITH {WANTED}
INSERT INTO {LISTING} ({COLUMNS}) SELECT {COLUMNS} FROM wanted WHERE true
ON CONFLICT (report_id, kind, subject) DO UPDATE SET
    shown_at = excluded.shown_at, shown_month = excluded.shown_month, live_from = excluded.live_from,
    statements = excluded.statements, dated = excluded.dated
WHERE ({LISTING}.shown_at, {LISTING}.live_from, {LISTING}.statements, {LISTING}.dated)
    <> (excluded.shown_at, excluded.live_from, excluded.statements, excluded.dated)
"""

#: Reports of a range whose rows are not those wanted, with both numbers of statements.
WRONG_ROWS: Final = f"""
WITH {WANTED.replace("IN ({ids})", "BETWEEN {ids}", 1)},
fresh AS (SELECT {COLUMNS} FROM wanted),
kept AS (SELECT {COLUMNS} FROM {LISTING} WHERE report_id BETWEEN {{ids}}),
wrong AS (
    SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM fresh) a
    UNION SELECT * FROM (SELECT * FROM fresh EXCEPT SELECT * FROM kept) b
)
SELECT DISTINCT w.report_id, w.kind, w.subject, w.shown_month, k.statements, f.statements FROM wrong w
LEFT JOIN kept k ON k.report_id = w.report_id AND k.kind = w.kind AND k.subject = w.subject
LEFT JOIN fresh f ON f.report_id = w.report_id AND f.kind = w.kind AND f.subject = w.subject
ORDER BY w.report_id, w.kind, w.subject
"""

#: Lists and months whose tallies differ from their rows: kept numbers, then what is missing to be right.
WRONG_TALLIES: Final = f"""
WITH change AS (
    {ADDED.format("", LISTING)}
    UNION ALL SELECT kind, subject, month, -reports, -statements, -dated_reports, -dated_statements
    FROM {TALLY}
), wrong AS (
    SELECT kind, subject, month, sum(reports) AS reports, sum(statements) AS statements,
        sum(dated_reports) AS dated_reports, sum(dated_statements) AS dated_statements
    FROM change GROUP BY kind, subject, month HAVING {DIFFERS}
)
SELECT kind, subject, month, {NUMBERS}, (
    SELECT coalesce(sum(t.reports), 0) FROM {TALLY} t
    WHERE t.kind = wrong.kind AND t.subject = wrong.subject AND t.month = wrong.month
) FROM wrong ORDER BY kind, subject, month
"""

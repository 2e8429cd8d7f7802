-- Views for the questions people ask. Each is a reading of the tables; nothing is in a view that is not in a table.

CREATE VIEW timeline AS
SELECT e.date_start, e.date_end, e.date_precision, t.label AS event, e.status, e.place, e.admin1, e.country,
       e.killed_low, e.killed_best, e.killed_high, e.wounded_best,
       (SELECT string_agg(DISTINCT a.name, '; ' ORDER BY a.name) FROM event_participants p JOIN actors a USING (actor_id)
         WHERE p.event_id = e.event_id AND p.role = 'perpetrator') AS perpetrators,
       (SELECT string_agg(DISTINCT a.name, '; ' ORDER BY a.name) FROM event_participants p JOIN actors a USING (actor_id)
         WHERE p.event_id = e.event_id AND p.role IN ('victim', 'target')) AS victims,
       e.reports, e.publishers, e.disputed, e.summary, e.event_id
FROM events e JOIN event_types t USING (event_type)
ORDER BY e.date_start NULLS LAST, e.date_end, e.event_id;
COMMENT ON VIEW timeline IS 'Events in the order of their dates, with who did what to whom in words.';

CREATE VIEW events_by_actor AS
SELECT a.name AS actor, a.kind, p.role, e.date_start, e.event_type, e.status, e.place, e.country, e.killed_best, e.summary,
       a.actor_id, e.event_id
FROM event_participants p JOIN actors a USING (actor_id) JOIN events e USING (event_id)
ORDER BY actor, e.date_start NULLS LAST, e.event_id, p.role;
COMMENT ON VIEW events_by_actor IS 'One row for each part an actor has in an event.';

CREATE VIEW events_by_place AS
SELECT country, admin1, place, count(*) AS events, min(date_start) AS first_day, max(date_end) AS last_day,
       sum(coalesce(killed_best, 0)) AS killed_best
FROM events WHERE status IN ('occurred', 'ongoing')
GROUP BY country, admin1, place
ORDER BY events DESC, country, admin1, place;
COMMENT ON VIEW events_by_place IS 'How many events took place where, and how many people they killed by the figures borne out best.';

CREATE VIEW disputed_events AS
SELECT e.event_id, e.summary, e.disputed, e.killed_low, e.killed_best, e.killed_high, e.wounded_low, e.wounded_best,
       e.wounded_high, e.reports, e.publishers
FROM events e WHERE len(e.disputed) > 0
ORDER BY e.event_id;
COMMENT ON VIEW disputed_events IS 'Events on which their reports disagree, and on which columns.';

CREATE VIEW reports_of_events AS
SELECT r.event_id, r.report_id, d.file, d.publisher, d.title, d.published_start, r.event_type, r.status, r.central,
       r.date_start, r.date_end, r.date_precision, r.place, r.country, r.killed_low, r.killed_high, r.wounded_low, r.wounded_high,
       r.attributed_to, r.confidence, r.rule, r.document_id, r.start, r."end"
FROM event_reports r JOIN documents d USING (document_id)
ORDER BY r.event_id, d.published_start NULLS LAST, d.file, r.start;
COMMENT ON VIEW reports_of_events IS 'The reports behind each event, with where each stands in its document.';

CREATE VIEW participants AS
SELECT r.event_id, p.report_id, p.role, p.text, a.name AS actor, a.kind, p.actor_id, d.file, p.start, p."end"
FROM report_participants p JOIN event_reports r USING (report_id) JOIN documents d ON d.document_id = r.document_id
LEFT JOIN actors a USING (actor_id)
ORDER BY r.event_id, p.report_id, p.role, p.start;
COMMENT ON VIEW participants IS 'Who or what takes part in each report, in the text''s words and as the actor it was resolved to.';

CREATE VIEW evidence AS
WITH spans AS (
    SELECT 'actor_mentions' AS table_name, mention_id AS row_id, 'text' AS column_name, document_id, start, "end" FROM actor_mentions
    UNION ALL SELECT 'report_participants', report_id, role, document_id, start, "end" FROM report_participants
    UNION ALL SELECT 'event_reports', report_id, 'report_id', document_id, unnest(span_starts), unnest(span_ends) FROM event_reports
    UNION ALL SELECT 'event_reports', report_id, 'event_type', document_id, trigger_start, trigger_end FROM event_reports
    UNION ALL SELECT 'event_reports', report_id, 'place', document_id, place_start, place_end FROM event_reports
               WHERE place_start IS NOT NULL
    UNION ALL SELECT 'event_reports', report_id, 'date_start', document_id, date_text_start, date_text_end FROM event_reports
               WHERE date_text_start IS NOT NULL
    UNION ALL SELECT 'event_reports', report_id, outcome || '_low', document_id, start, "end" FROM statistics
               WHERE report_id IS NOT NULL AND outcome IS NOT NULL
    UNION ALL SELECT 'statistics', statistic_id, 'value_low', document_id, start, "end" FROM statistics
    UNION ALL SELECT 'statements', statement_id, 'statement_id', document_id, start, "end" FROM statements
)
SELECT s.table_name, s.row_id, s.column_name, d.file, s.document_id, s.start, s."end",
       substr(t.text, CAST(s.start + 1 AS BIGINT), CAST(s."end" - s.start AS BIGINT)) AS text, d.sha256
FROM spans s JOIN documents d USING (document_id) LEFT JOIN texts t USING (document_id);
COMMENT ON VIEW evidence IS 'Where each value stands: table, row, column, document and offsets; the words themselves where the document''s licence lets them be shown, else the hash of the file to look them up in.';

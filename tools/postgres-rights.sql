-- The rights of a user as whom Quyết serves on PostgreSQL without owning
-- anything: it reads and writes rows and changes no table, and what has happened
-- it can only add to, so that whoever takes the program over rewrites no history.
-- The owner runs it in the database after each quyet migrate:
--
--     psql -v user=quyet_clerk -f postgres-rights.sql quyet
\set ON_ERROR_STOP on
BEGIN;
GRANT USAGE ON SCHEMA public TO :"user";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"user";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"user";
REVOKE INSERT, UPDATE, DELETE ON schema_step FROM :"user";
REVOKE UPDATE, DELETE ON event, event_act, event_log, audit_node, audit_late, audit_cosignature FROM :"user";
COMMIT;

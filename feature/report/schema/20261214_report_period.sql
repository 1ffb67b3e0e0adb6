-- The reporting period by its key, '2026-Q4'; '' where the days are of one's own choosing.
ALTER TABLE report ADD COLUMN period_key TEXT NOT NULL DEFAULT '';

-- What was done between two instants. Events come nearly in the order of their
-- time, so each new one is written at the end of it.
CREATE INDEX event_at ON event (at);

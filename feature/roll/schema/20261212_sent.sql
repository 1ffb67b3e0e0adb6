-- The seats of bodies that send somebody, for who replies for a body.
CREATE INDEX roll_seat_sent ON roll_seat (body_id, meeting_id) WHERE title = '';

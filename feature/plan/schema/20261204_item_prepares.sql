-- What a body is to prepare in the programmes of others, by its day.
CREATE INDEX plan_item_prepares ON plan_item (prepares_id, until_on, id) WHERE standing = 'ahead' AND prepares_id <> '' AND until_on <> '';

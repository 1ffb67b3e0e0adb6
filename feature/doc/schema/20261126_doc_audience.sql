-- The documents of a few bodies, which a list asks for.
CREATE INDEX doc_audience_body ON doc_audience (body_id, document_id);

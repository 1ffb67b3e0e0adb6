-- A number alone is that of thousands of documents: its name holds the day, and
-- a citation that does not tell the whole day means none for certain.
UPDATE doc_key SET name = name || ':' || (SELECT d.issued_on FROM doc_document d WHERE d.id = document_id) WHERE name LIKE 'n:%';
UPDATE doc_link SET name = name || ':' || CASE WHEN length(cited_on) = 10 THEN cited_on ELSE '' END WHERE name LIKE 'n:%';

-- In which ways a document is told of, without reading each citation.
CREATE INDEX doc_link_told ON doc_link (name, cited_type, cited_on, cited_issuer, from_id) WHERE NOT chosen;
DROP INDEX doc_link_name;

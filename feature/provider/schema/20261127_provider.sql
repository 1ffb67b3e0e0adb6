-- Who a person is for an identity provider: a subject is unique and never given
-- to another within its issuer (OpenID Connect Core 1.0, section 2). Neither a
-- name nor an e-mail address is: they change hands.
CREATE TABLE provider_binding (
	issuer TEXT NOT NULL,
	subject TEXT NOT NULL,
	account_id TEXT NOT NULL,
	bound_at BIGINT NOT NULL,
	used_at BIGINT NOT NULL,
	PRIMARY KEY (issuer, subject)
);
-- An account has one subject of each issuer.
CREATE UNIQUE INDEX provider_binding_account ON provider_binding (account_id, issuer);

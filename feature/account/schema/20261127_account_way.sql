-- By what the first step was taken: a password, or an identity provider.
ALTER TABLE account_arrival ADD COLUMN proofs TEXT NOT NULL DEFAULT 'password';

-- Who accepted which rules of conduct, and on which day since 1970.
CREATE TABLE consent (
  pseudonym BLOB PRIMARY KEY CHECK (length(pseudonym) = 16),
  version   TEXT NOT NULL CHECK (version <> ''),
  day       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

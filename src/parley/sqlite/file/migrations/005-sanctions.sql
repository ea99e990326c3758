-- Who is kept from searching and writing, or has not heard of a warning yet. It stays for a while
-- after it is over, because the bot gives longer penalties to those who had one lately. Without an
-- end somebody must lift it.
CREATE TABLE sanction (
  pseudonym BLOB PRIMARY KEY CHECK (length(pseudonym) = 16),
  penalty   TEXT NOT NULL CHECK (penalty <> ''),
  since     INTEGER NOT NULL,
  until     INTEGER,
  report    INTEGER,
  strikes   INTEGER NOT NULL CHECK (strikes >= 0),
  appealed  INTEGER NOT NULL CHECK (appealed IN (0, 1))
) STRICT, WITHOUT ROWID;

-- What moderators, the operator and the bot itself did about people. No moderator: the other two.
CREATE TABLE act (
  number    INTEGER PRIMARY KEY,
  what      TEXT NOT NULL CHECK (what <> ''),
  whom      BLOB CHECK (length(whom) = 16),
  moderator BLOB CHECK (length(moderator) = 16),
  report    INTEGER,
  until     INTEGER,
  why       TEXT NOT NULL,
  at        INTEGER NOT NULL
) STRICT;

CREATE INDEX act_whom ON act (whom);
CREATE INDEX act_moderator ON act (moderator);

-- Who wants to hear no announcements.
CREATE TABLE quiet (
  pseudonym BLOB PRIMARY KEY CHECK (length(pseudonym) = 16)
) STRICT, WITHOUT ROWID;

-- When the chat began that a report is about.
ALTER TABLE report ADD COLUMN began INTEGER;

-- What an errand is about, besides a person.
ALTER TABLE errand ADD COLUMN detail TEXT;

-- Everything the core keeps. Times are milliseconds since 1970, by Telegram's clock.
-- A person is a pseudonym of 16 bytes. Where the bot must reach somebody, and only there, the
-- Telegram id lies sealed; it goes with its row.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The number says in which order chats began; ids are random.
CREATE TABLE session (
  number  INTEGER PRIMARY KEY,
  id      INTEGER NOT NULL UNIQUE,
  one     BLOB NOT NULL CHECK (length(one) = 16),
  other   BLOB NOT NULL CHECK (length(other) = 16),
  started INTEGER NOT NULL,
  ended   INTEGER,
  room    TEXT CHECK (room <> ''),
  CHECK (one <> other),
  CHECK (ended IS NULL OR room IS NULL)
) STRICT;

CREATE INDEX session_ended ON session (ended);

-- Those who wait (no session) or are in a chat. The key is why nobody is in two places.
CREATE TABLE active (
  pseudonym BLOB PRIMARY KEY CHECK (length(pseudonym) = 16),
  sealed_id BLOB NOT NULL CHECK (length(sealed_id) BETWEEN 41 AND 64),
  language  TEXT NOT NULL,
  session   INTEGER REFERENCES session (id),
  since     INTEGER NOT NULL,
  front     INTEGER NOT NULL CHECK (front IN (0, 1)),
  CHECK (session IS NULL OR front = 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX active_session ON active (session) WHERE session IS NOT NULL;

CREATE TABLE block (
  blocker BLOB NOT NULL CHECK (length(blocker) = 16),
  blocked BLOB NOT NULL CHECK (length(blocked) = 16),
  at      INTEGER NOT NULL,
  PRIMARY KEY (blocker, blocked),
  CHECK (blocker <> blocked)
) STRICT, WITHOUT ROWID;

-- People are pseudonyms in hexadecimal, or raw ids when the operator turned masking off. The
-- session is a number and no reference, because a report outlives it.
CREATE TABLE report (
  id       INTEGER PRIMARY KEY,
  session  INTEGER NOT NULL,
  reporter TEXT NOT NULL CHECK (reporter <> ''),
  reported TEXT NOT NULL CHECK (reported <> ''),
  reason   TEXT NOT NULL DEFAULT 'unspecified',
  at       INTEGER NOT NULL,
  status   TEXT NOT NULL DEFAULT 'open',
  CHECK (reporter <> reported),
  UNIQUE (session, reporter)
) STRICT;

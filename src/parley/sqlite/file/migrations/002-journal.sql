-- What came in lately, in its order. An update is recognised by its fingerprint when it is delivered
-- again, so a row stays for a while after its work is done.
CREATE TABLE journal (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  known  INTEGER NOT NULL,
  sealed BLOB CHECK (length(sealed) > 33)
) STRICT;

-- What was found damaged. It is never tried again.
CREATE TABLE journal_set_aside (
  number INTEGER PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT;

-- Since when somebody waits or is in a chat is nanoseconds since 1970 from here on: many things
-- happen within the same second of Telegram's clock, and their order must not be lost.
UPDATE active SET since = since * 1000000;

-- What somebody beside the running bot asks of it, in its order. A row goes when it is done.
CREATE TABLE errand (
  number INTEGER PRIMARY KEY,
  what   TEXT NOT NULL,
  who    BLOB CHECK (length(who) = 16)
) STRICT;

-- To find, and to erase, everything about one person.
CREATE INDEX session_one ON session (one);
CREATE INDEX session_other ON session (other);
CREATE INDEX block_blocked ON block (blocked);
CREATE INDEX report_reporter ON report (reporter);

-- The name of a video room lets whoever has it in, so it is sealed, for the row of its session. What
-- stood in the clear is gone, and whoever asks in one of those chats gets another room.
UPDATE session SET room = NULL WHERE room IS NOT NULL;
ALTER TABLE session ADD COLUMN sealed_room BLOB
  CHECK (sealed_room IS NULL OR ended IS NULL AND length(sealed_room) BETWEEN 34 AND 256);

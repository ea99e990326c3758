package parley.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// A path alone would be no help, and so would a class name be.
class FileTroubleTest {
    @Test
    void saysWhatIsWrongAndWhatToDo() {
        assertTrue(
                FileTrouble.words(new AccessDeniedException("data"))
                        .startsWith("data may not be used by this user; run this as"));
        assertEquals(
                "data is not there, and cannot be made; name another path",
                FileTrouble.words(new NoSuchFileException("data")));
        for (var full : new IOException[] {failed("No space left on device"), full()}) {
            assertEquals("the disk is full: free some space", FileTrouble.words(full));
        }
        assertTrue(
                FileTrouble.words(failed("Read-only file system"))
                        .startsWith("the disk takes no changes: mount it"));
    }

    @Test
    void saysTheRestInTheWordsOfTheSystem() {
        assertEquals(
                "FileSystemException: data: Not a directory",
                FileTrouble.words(failed("Not a directory")));
        assertEquals("IOException: odd", FileTrouble.words(new IOException("odd")));
    }

    private static IOException failed(String reason) {
        return new FileSystemException("data", null, reason);
    }

    private static IOException full() {
        return new IOException("No space left on device");
    }
}

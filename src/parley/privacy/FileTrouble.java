package parley.privacy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// What it means that a file of ours cannot be used, and what the operator can do. The message of
/// such an exception is often nothing but a path.
public final class FileTrouble {
    private FileTrouble() {}

    /// Says it in one line.
    public static String words(IOException error) {
        return switch (error) {
            case AccessDeniedException denied ->
                    denied.getFile()
                            + " may not be used by this user; run this as the user who owns the"
                            + " database, and let that one write to its folder";
            case NoSuchFileException gone ->
                    gone.getFile() + " is not there, and cannot be made; name another path";
            case FileSystemException failed -> words(failed, failed.getReason());
            default -> words(error, error.getMessage());
        };
    }

    /// @param reason in the words of the operating system, if it gave any
    private static String words(IOException error, String reason) {
        var why = Optional.ofNullable(reason).orElse("");
        if (why.contains("No space left") || why.contains("quota exceeded")) {
            return "the disk is full: free some space";
        }
        return why.contains("Read-only file system")
                ? "the disk takes no changes: mount it to be written to, or name another path"
                : error.getClass().getSimpleName() + ": " + error.getMessage();
    }
}

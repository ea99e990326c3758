package parley.sqlite.power;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads what strace wrote with all strings in hexadecimal, and keeps what was done to one folder.
///
/// What is told or closed counts from the beginning of the call, a sync from its end. All files are
/// written by one thread at a time, so no other call can come between the two halves of a write.
final class Trace {
    static final List<String> CALLS =
            List.of(
                    "openat",
                    "creat",
                    "close",
                    "dup",
                    "dup2",
                    "dup3",
                    "write",
                    "pwrite64",
                    "pwritev",
                    "ftruncate",
                    "fallocate",
                    "fsync",
                    "fdatasync",
                    "rename",
                    "renameat",
                    "renameat2",
                    "link",
                    "linkat",
                    "unlink",
                    "unlinkat");

    private static final Pattern LINE =
            Pattern.compile("\\d+ +(?:<\\.\\.\\. )?(\\w+)( resumed>|\\()(.*)", Pattern.DOTALL);
    private static final Pattern END = Pattern.compile("\\) += (-?\\d+)[^\"]*$");
    private static final Pattern TOLD = Pattern.compile("\\d+ durable (\\d+)\n");
    private static final String CUT_OFF = " <unfinished ...>";
    private static final int FOLDER = -1;

    private final String folder;
    private final Map<String, String> begun = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<Integer, Integer> open = new HashMap<>();
    private final List<Op> ops = new ArrayList<>();
    private int files;

    private Trace(Path folder) {
        this.folder = folder.toString();
    }

    static List<Op> read(Path log, Path folder) throws IOException {
        var trace = new Trace(folder);
        try (var lines = Files.lines(log, ISO_8859_1)) {
            lines.forEach(trace::line);
        }
        return trace.ops;
    }

    private void line(String line) {
        var match = LINE.matcher(line);
        if (!match.matches()) {
            return;
        }
        var thread = line.substring(0, line.indexOf(' '));
        var call = match.group(1);
        var rest = match.group(3);
        boolean resumed = !match.group(2).equals("(");
        if (!resumed) {
            begin(call, rest);
        }
        if (rest.endsWith(CUT_OFF)) {
            begun.put(thread, rest.substring(0, rest.length() - CUT_OFF.length()));
            return;
        }
        var whole = resumed ? begun.remove(thread) + rest : rest;
        var end = END.matcher(whole.substring(Math.max(0, whole.length() - 100)));
        if (end.find() && Long.parseLong(end.group(1)) >= 0) {
            end(call, whole.split(", |\\)"), Integer.parseInt(end.group(1)));
        }
    }

    private void begin(String call, String rest) {
        if (call.equals("write") && rest.startsWith("1, ")) {
            var told = TOLD.matcher(new String(bytes(rest.split(", ")[1]), ISO_8859_1));
            if (told.matches()) {
                ops.add(new Op.Told(Integer.parseInt(told.group(1))));
            }
        } else if (call.equals("close")) {
            open.remove(Integer.parseInt(rest.split("\\D")[0]));
        }
    }

    private void end(String call, String[] words, int result) {
        switch (call) {
            case "openat" -> open(text(words[1]), words[2], result);
            case "rename" -> rename(text(words[0]), text(words[1]));
            case "unlink" -> remove(text(words[0]));
            case "unlinkat" -> remove(text(words[1]));
            case "close" -> {}
            default -> touch(call, words, open.get(Integer.parseInt(words[0])));
        }
    }

    private void touch(String call, String[] words, Integer file) {
        if (file == null) {
            return;
        }
        switch (call) {
            case "pwrite64" ->
                    ops.add(new Op.Write(file, Long.parseLong(words[3]), bytes(words[1])));
            case "ftruncate" -> ops.add(new Op.Cut(file, Long.parseLong(words[1])));
            case "fsync", "fdatasync" ->
                    ops.add(file == FOLDER ? new Op.SyncFolder() : new Op.Sync(file));
            default -> throw new AssertionError("the simulation does not know " + call);
        }
    }

    private void open(String path, String flags, int descriptor) {
        if (path.equals(folder)) {
            open.put(descriptor, FOLDER);
        } else if (isKept(path)) {
            var name = name(path);
            if (!names.containsKey(name)) {
                names.put(name, files);
                ops.add(new Op.Create(name, files++));
            } else if (flags.contains("O_TRUNC")) {
                ops.add(new Op.Cut(names.get(name), 0));
            }
            open.put(descriptor, names.get(name));
        }
    }

    private void rename(String from, String to) {
        if (isKept(from)) {
            names.put(name(to), names.remove(name(from)));
            ops.add(new Op.Rename(name(from), name(to)));
        }
    }

    private void remove(String path) {
        if (isKept(path) && names.remove(name(path)) != null) {
            ops.add(new Op.Remove(name(path)));
        }
    }

    /// What other processes share while they run means nothing after a loss of power.
    private boolean isKept(String path) {
        return path.startsWith(folder + "/") && !path.endsWith("-shm") && !path.endsWith(".lock");
    }

    private String name(String path) {
        return path.substring(folder.length() + 1);
    }

    private static String text(String word) {
        return word.startsWith("\"") ? new String(bytes(word), ISO_8859_1) : word;
    }

    private static byte[] bytes(String word) {
        return HexFormat.ofDelimiter("\\x").parseHex(word, 3, word.length() - 1);
    }
}

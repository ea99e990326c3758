package parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/// Keeps the code small enough to be audited: fails on a file, a method, a type or a package that
/// outgrew its limit, and says what to do about it.
class SizeTest {
    private static final int FILE_LINES = 400;
    private static final int PACKAGE_FILES = 15;
    private static final Sizes LIMITS = new Sizes(40, 5, 10);
    private static final Sizes TEST_LIMITS = new Sizes(40, 5, Integer.MAX_VALUE);

    @Test
    void noFileIsTooLong() throws Exception {
        var tooLong = new ArrayList<String>();
        for (var file : sources()) {
            long lines;
            try (var all = Files.lines(file)) {
                lines = all.count();
            }
            if (lines > FILE_LINES) {
                tooLong.add(
                        "%s:%d: %d lines, at most %d: what are its two jobs? Make them two files"
                                .formatted(file, FILE_LINES + 1, lines, FILE_LINES));
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void noMethodAndNoTypeIsTooBig() throws Exception {
        assertNotEquals(List.of(), javaFiles("src"), "no sources seen");
        assertEquals(List.of(), LIMITS.offenders(javaFiles("src")));
        assertEquals(List.of(), TEST_LIMITS.offenders(javaFiles("test")));
    }

    @Test
    void noPackageHasTooManyFiles() throws Exception {
        var files = new TreeMap<Path, Integer>();
        for (var file : javaFiles("src")) {
            files.merge(file.getParent(), 1, Integer::sum);
        }
        files.values().removeIf(count -> count <= PACKAGE_FILES);

        assertEquals(
                Collections.emptyMap(),
                files,
                "at most %d files a package: which of them belong together elsewhere?"
                        .formatted(PACKAGE_FILES));
    }

    @Test
    void seesEachFault() throws Exception {
        var file = Files.createTempFile("Sample", ".java");
        try {
            Files.writeString(
                    file,
                    """
                    record Sample(int a, int b, int c) {
                        public int a() {
                            return a;
                        }
                        @Override
                        public String toString() {
                            return "";
                        }
                        public void one(int x, int y) {}
                        public void two() {
                            one(
                                1,
                                2);
                        }
                    }
                    """);

            var found = new Sizes(4, 1, 1).offenders(List.of(file));

            assertEquals(
                    List.of(
                            file + ":1: Sample has 2 public methods, at most 1",
                            file + ":9: one has 2 parameters, at most 1",
                            file + ":10: two has 5 lines, at most 4"),
                    found.stream().map(line -> line.replaceAll(": [^:]*$", "")).toList());
        } finally {
            Files.delete(file);
        }
    }

    private static List<Path> sources() throws Exception {
        var all = new ArrayList<>(javaFiles("src"));
        all.addAll(javaFiles("test"));
        return all;
    }

    private static List<Path> javaFiles(String folder) throws Exception {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }
}

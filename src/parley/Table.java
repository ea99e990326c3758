package parley;

import parley.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows under named columns, as people and as programs read them.
///
/// @param rows as many cells in each as there are columns: texts, truths and whole numbers; an
///   empty text where there is nothing
record Table(List<String> columns, List<List<Object>> rows) {
    private static final String NOTHING = "-";

    /// Aligned columns under a header, each line ended. No cell can move the cursor or begin a
    /// line.
    String text() {
        var lines = new ArrayList<List<String>>();
        lines.add(columns);
        rows.forEach(row -> lines.add(row.stream().map(Table::word).toList()));
        var widths =
                IntStream.range(0, columns.size())
                        .map(
                                i ->
                                        lines.stream()
                                                .mapToInt(line -> line.get(i).length())
                                                .max()
                                                .orElse(0))
                        .toArray();
        return lines.stream()
                .map(line -> aligned(line, widths) + "\n")
                .collect(Collectors.joining());
    }

    /// An array of objects, in one line. What is not there is left out.
    String json() {
        return Json.write(rows.stream().map(this::object).toList());
    }

    /// RFC 4180, with a header. Every line is ended.
    String csv() {
        var header = columns.stream().map(Table::field).collect(Collectors.joining(","));
        return header
                + "\r\n"
                + rows.stream()
                        .map(row -> row.stream().map(Table::field).collect(Collectors.joining(",")))
                        .map(line -> line + "\r\n")
                        .collect(Collectors.joining());
    }

    private Map<String, Object> object(List<Object> row) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < columns.size(); i++) {
            if (!row.get(i).equals("")) {
                object.put(columns.get(i), row.get(i));
            }
        }
        return object;
    }

    private static String word(Object cell) {
        return switch (cell) {
            case String text when text.isEmpty() -> NOTHING;
            case Boolean truth -> truth ? "yes" : "no";
            default -> Main.printable(cell.toString());
        };
    }

    private static String aligned(List<String> line, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> line.get(i) + " ".repeat(widths[i] - line.get(i).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String field(Object cell) {
        var text = cell.toString();
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

package parley.json;

import com.eclipsesource.json.JsonHandler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds plain Java values while minimal-json parses, without its own tree in between.
///
/// The parser calls `end…` of a value and then `end…Value` of what holds it, so the value that was
/// ended last is the one to be put away.
final class PlainValues extends JsonHandler<List<Object>, Map<String, Object>> {
    private Object last;

    Object result() {
        return last;
    }

    @Override
    public List<Object> startArray() {
        return new ArrayList<>();
    }

    @Override
    public void endArrayValue(List<Object> array) {
        array.add(last);
    }

    @Override
    public void endArray(List<Object> array) {
        last = array;
    }

    @Override
    public Map<String, Object> startObject() {
        return new LinkedHashMap<>();
    }

    @Override
    public void endObjectValue(Map<String, Object> object, String name) {
        object.put(name, last);
    }

    @Override
    public void endObject(Map<String, Object> object) {
        last = object;
    }

    @Override
    public void endNull() {
        last = null;
    }

    @Override
    public void endBoolean(boolean value) {
        last = value;
    }

    @Override
    public void endString(String text) {
        last = text;
    }

    @Override
    public void endNumber(String digits) {
        last = number(digits);
    }

    private static Object number(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException _) {
            // What is too large for a double is as large as one can be.
            return Math.clamp(Double.parseDouble(digits), -Double.MAX_VALUE, Double.MAX_VALUE);
        }
    }
}

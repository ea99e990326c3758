package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import parley.content.Content;
import parley.content.Content.Media;
import parley.content.Content.Refused;
import parley.json.Fields;
import parley.json.Json;

/// What the content policy wants to know of places and of files.
class PlaceAndFileJsonTest {
    @ParameterizedTest
    @CsvSource({"52.5, 13.25", "-90, 180", "90, -180", "0, 1e-7"})
    void aPlaceIsItsCoordinatesAndNothingElse(double latitude, double longitude) {
        var more = "\"horizontal_accuracy\":3.5,\"heading\":7,\"proximity_alert_radius\":9";

        assertEquals(
                new Content.Place(latitude, longitude), place(latitude + "", longitude + "", more));
    }

    @Test
    void aPlaceThatGoesOnMovingIsRefused() {
        assertEquals(new Refused("location"), place("1", "2", "\"live_period\":60"));
        assertEquals(new Refused("location"), place("1", "2", "\"live_period\":2147483647"));
    }

    @ParameterizedTest
    @CsvSource({"90.001, 0", "-91, 0", "0, 180.5", "0, -1e300", "1e999, 1"})
    void aPlaceThatIsNowhereOnEarthIsRefused(String latitude, String longitude) {
        assertEquals(new Refused("location"), place(latitude, longitude, "\"heading\":1"));
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg, x, 1",
        "IMAGE/JPG, x, 1",
        "image/png, x.pdf, 20971520",
        "application/octet-stream, me.JPG, 1",
        "application/pdf, a.b.jpeg, 1",
        "application/pdf, .png, 0",
    })
    void anImageSentAsAFileIsKnownByItsTypeOrItsName(String type, String name, long size) {
        assertTrue(image(type, name, size));
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg, x.jpg, 20971521",
        "image/gif, x.gif, 1",
        "image/webp, x.png.webp, 1",
        "application/pdf, png, 1",
        "application/pdf, x.png.pdf, 1",
        "text/image/png, xpng, 1",
    })
    void noOtherFileIsTakenForAnImage(String type, String name, long size) {
        assertFalse(image(type, name, size));
    }

    @Test
    void onlyWhatIsSentAsAFileIsTakenForAnImage() {
        var video =
                read(
                        """
                        "video":{"file_id":"f","mime_type":"image/png","file_name":"x.png"}\
                        """);

        assertFalse(((Media) video).file().image());
        assertFalse(((Media) read("\"document\":{\"file_id\":\"f\"}")).file().image());
    }

    private static boolean image(String type, String name, long size) {
        var document =
                """
                "document":{"file_id":"f","mime_type":"%s","file_name":"%s","file_size":%d}\
                """
                        .formatted(type, name, size);
        return ((Media) read(document)).file().image();
    }

    private static Content place(String latitude, String longitude, String more) {
        return read(
                "\"location\":{\"latitude\":%s,\"longitude\":%s,%s}"
                        .formatted(latitude, longitude, more));
    }

    private static Content read(String fields) {
        var message = "{\"message_id\":70,\"date\":1," + fields + "}";
        return MessageJson.content(new Fields("message", Json.parse("message", message)));
    }
}

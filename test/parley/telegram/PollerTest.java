package parley.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Pseudonym;
import parley.telegram.http.ApiException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

class PollerTest {
    private static final String OTHER = "Conflict: terminated by other getUpdates request";
    private static final String WEBHOOK =
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook";

    private final FakeTelegram telegram = new FakeTelegram();
    private final BotApi api =
            new BotApi(
                    telegram.address(),
                    FakeTelegram.TOKEN,
                    id -> new Pseudonym(id.value(), 0),
                    OptionalLong.empty());
    private final List<Duration> naps = new ArrayList<>();
    private final List<Long> taken = new ArrayList<>();
    private final Poller poller = new Poller(api, this::take, Duration::ofDays, naps::add);

    /// How many calls had been made when the sink had the batch.
    private int callsSeenBySink;

    private boolean safe = true;

    private boolean take(List<Update> batch) {
        callsSeenBySink = telegram.methods().size();
        batch.forEach(update -> taken.add(update.id()));
        return safe;
    }

    @AfterEach
    void stop() {
        api.close();
        telegram.close();
    }

    @Test
    void theFirstCallHasNoOffsetAndTheNextConfirmsTheBatch() throws Exception {
        telegram.delivers(update(20), update(21), update(25));

        poll(2);

        assertEquals(List.of(20L, 21L, 25L), taken);
        assertEquals(Collections.nCopies(1, null), offsets().subList(0, 1));
        assertEquals(26L, offsets().get(1));
        assertEquals(50L, telegram.call(0).body().get("timeout"));
    }

    @Test
    void theOffsetFollowsTheLastIdEvenDownwards() throws Exception {
        telegram.delivers(update(1_000_000)).delivers(update(500), update(30)).delivers();

        poll(4);

        assertEquals(List.of(1_000_001L, 31L, 31L), offsets().subList(1, 4));
    }

    @Test
    void anEmptyBatchConfirmsNothingAndReachesNobody() throws Exception {
        telegram.delivers();

        poll(2);

        assertEquals(Collections.nCopies(2, null), offsets());
        assertEquals(0, callsSeenBySink);
        assertEquals(List.of(), naps);
    }

    @Test
    void nothingIsConfirmedBeforeTheSinkReturns() throws Exception {
        telegram.delivers(update(20));

        poll(2);

        assertEquals(1, callsSeenBySink);
    }

    @Test
    void aBatchThatTheSinkDidNotTakeIsAskedForAgain() throws Exception {
        telegram.delivers(update(20)).delivers(update(21));
        var poller = new Poller(api, this::takeOrStop, Duration::ofDays, naps::add);

        poller.pollOnce();
        assertThrows(InterruptedException.class, poller::pollOnce);
        poller.pollOnce();

        assertEquals(21L, offsets().get(2));
    }

    @Test
    void anUpdateThatNoParserReadsCostsItselfAlone() throws Exception {
        var deep = "{\"update_id\":21,\"message\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
        var nameless = "{\"update_id\":\"x\",\"poll\":{}}";
        telegram.delivers(update(20), deep, nameless, update(22));

        poll(2);

        assertEquals(List.of(20L, 21L, 22L), taken);
        assertEquals(23L, offsets().get(1));
        assertEquals(List.of(), naps);
    }

    @Test
    void aBatchThatIsCutOffIsAskedForAgain() throws Exception {
        telegram.answers("{\"ok\":true,\"result\":[" + update(20) + ",{\"update_id\":21");

        poll(2);

        assertEquals(List.of(), taken);
        assertEquals(1, naps.size());
        assertEquals(Collections.nCopies(2, null), offsets());
    }

    @Test
    void aBugInTakingABatchDoesNotEndThePolling() throws Exception {
        telegram.delivers(update(20)).delivers(update(21));
        var poller = new Poller(api, this::takeOrFail, Duration::ofDays, naps::add);

        poller.pollOnce();
        poller.pollOnce();

        assertEquals(List.of(20L, 21L), taken);
        assertEquals(21L, offsets().get(1));
    }

    @Test
    void confirmingTellsTelegramOfAllThatWasHandedOver() throws Exception {
        telegram.delivers(update(20)).delivers(update(21));
        var poller = new Poller(api, this::takeOrStop, Duration::ofDays, naps::add);
        poller.pollOnce();
        assertThrows(InterruptedException.class, poller::pollOnce);

        poller.confirm();

        assertEquals(22L, offsets().get(2));
        assertEquals(0L, telegram.call(2).body().get("timeout"));
    }

    @Test
    void thereIsNothingToConfirmBeforeTheFirstBatch() throws Exception {
        poll(1);
        poller.confirm();

        assertEquals(1, telegram.methods().size());
    }

    @Test
    void aFloodWaitIsSleptOutAndTheSameAskedAgain() throws Exception {
        telegram.delivers(update(20)).floods(7).delivers(update(21));

        poll(3);

        assertEquals(List.of(Duration.ofSeconds(7)), naps);
        assertEquals(List.of(20L, 21L), taken);
        assertEquals(List.of(21L, 21L), offsets().subList(1, 3));
    }

    @Test
    void failuresPauseLongerEachTimeAndItGoesOn() throws Exception {
        telegram.answers(502, "<html></html>")
                .resets()
                .answers("{\"ok\":true,\"result\":[{\"update")
                .refuses(400, "Bad Request: odd")
                .refuses(403, "Forbidden: odd")
                .delivers(update(20))
                .answers(500, "");

        poll(8);

        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 1L), days());
        assertEquals(List.of(20L), taken);
    }

    @Test
    void anotherPollerIsGivenSomeTimeAndThenItGivesUp() {
        for (int i = 0; i < 20; i++) {
            telegram.refuses(409, OTHER);
        }

        assertThrows(ApiException.Conflict.class, poller::run);

        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L), days());
        assertEquals(Collections.nCopies(11, "getUpdates"), telegram.methods());
    }

    @Test
    void failuresAreCountedByTheirReason() throws Exception {
        telegram.refuses(409, OTHER).floods(7).floods(7).delivers(update(20));
        telegram.answers(502, "").resets().refuses(403, "Forbidden: odd");

        poll(7);

        assertEquals(1, poller.failed(Poller.Failure.CONFLICT));
        assertEquals(2, poller.failed(Poller.Failure.FLOOD_WAIT));
        assertEquals(3, poller.failed(Poller.Failure.OTHER));
    }

    @Test
    void aConflictThatPassesIsForgotten() throws Exception {
        for (int i = 0; i < 20; i++) {
            telegram.refuses(409, OTHER);
            telegram.delivers(update(i));
        }

        poll(40);

        assertEquals(Collections.nCopies(20, 1L), days());
        assertEquals(20, taken.size());
    }

    @Test
    void aWebhookIsDeleted() throws Exception {
        telegram.refuses(409, WEBHOOK)
                .answers("{\"ok\":true,\"result\":true}")
                .delivers(update(20));

        poll(2);

        assertEquals(List.of("getUpdates", "deleteWebhook", "getUpdates"), telegram.methods());
        assertEquals(List.of(20L), taken);
    }

    @Test
    void aWebhookThatCannotBeDeletedIsTriedAgain() throws Exception {
        telegram.refuses(409, WEBHOOK).answers(500, "").refuses(409, WEBHOOK);

        poll(2);

        assertEquals(
                List.of("getUpdates", "deleteWebhook", "getUpdates", "deleteWebhook"),
                telegram.methods());
        assertEquals(List.of(1L, 2L), days());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void aTokenThatDoesNotWorkEndsIt(int code) {
        telegram.delivers(update(20)).refuses(code, "no");

        assertThrows(ApiException.Unauthorized.class, poller::run);

        assertEquals(List.of(20L), taken);
        assertEquals(List.of(), naps);
    }

    @Test
    void whatIsNotSafeYetIsAskedForAgainAfterAPause() throws Exception {
        safe = false;
        telegram.delivers(update(20)).delivers(update(20), update(21));

        poll(2);
        safe = true;
        telegram.delivers(update(20), update(21));
        poll(2);

        assertEquals(List.of(20L, 20L, 21L, 20L, 21L), taken);
        assertEquals(Collections.nCopies(3, null), offsets().subList(0, 3));
        assertEquals(22L, offsets().get(3));
        assertEquals(List.of(Duration.ofMillis(600), Duration.ofMillis(600)), naps);
    }

    @Test
    void asLongAsThereIsNoRoomNothingIsAskedFor() throws Exception {
        telegram.delivers(update(20));
        var room = new AtomicBoolean();
        var sink =
                new Poller.Sink() {
                    @Override
                    public boolean take(List<Update> batch) {
                        return PollerTest.this.take(batch);
                    }

                    @Override
                    public boolean awaitRoom() {
                        return room.get();
                    }
                };
        var poller = new Poller(api, sink, Duration::ofDays, naps::add);

        poller.pollOnce();
        assertEquals(List.of(), telegram.methods());
        room.set(true);
        poller.pollOnce();

        assertEquals(List.of(20L), taken);
    }

    @Test
    void anInterruptWhileItPausesEndsIt() {
        telegram.floods(7);
        var poller =
                new Poller(
                        api,
                        this::take,
                        Duration::ofDays,
                        _ -> {
                            throw new InterruptedException();
                        });

        assertThrows(InterruptedException.class, poller::run);
        assertEquals(1, telegram.methods().size());
    }

    private boolean takeOrFail(List<Update> batch) {
        take(batch);
        if (batch.getLast().id() == 20) {
            throw new IllegalStateException("a bug");
        }
        return true;
    }

    private boolean takeOrStop(List<Update> batch) throws InterruptedException {
        take(batch);
        if (batch.getLast().id() > 20) {
            throw new InterruptedException();
        }
        return true;
    }

    private void poll(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            poller.pollOnce();
        }
    }

    private List<Long> days() {
        return naps.stream().map(Duration::toDays).toList();
    }

    /// The offset of each call to getUpdates, null where there was none.
    private List<Object> offsets() {
        var offsets = new ArrayList<Object>();
        for (int i = 0; i < telegram.methods().size(); i++) {
            offsets.add(telegram.call(i).body().get("offset"));
        }
        return offsets;
    }

    private static String update(long id) {
        return "{\"update_id\":" + id + "}";
    }
}

package parley;

import parley.delivery.Parcel;
import parley.delivery.Transport;
import parley.telegram.ApiException;
import parley.telegram.BotApi;
import parley.telegram.Key;
import parley.text.Phrase;
import parley.text.Phrasebook;

import java.util.List;

/// Brings parcels to Telegram: puts notices into words, and what Telegram says into outcomes.
final class Outlet implements Transport {
    private final BotApi api;
    private final Phrasebook phrasebook;
    private final boolean protect;

    /// @param protect whether recipients are kept from forwarding and saving
    Outlet(BotApi api, Phrasebook phrasebook, boolean protect) {
        this.api = api;
        this.phrasebook = phrasebook;
        this.protect = protect;
    }

    @Override
    public Outcome send(Parcel parcel) throws InterruptedException {
        try {
            bring(parcel);
            return new Outcome.Delivered();
        } catch (ApiException e) {
            return outcome(e);
        }
    }

    private static Outcome outcome(ApiException problem) {
        return switch (problem) {
            case ApiException.FloodWait flood -> new Outcome.Wait(flood.retryAfter());
            case ApiException.Unreachable _ -> new Outcome.Gone();
            case ApiException.Rejected refusal -> new Outcome.Refused(refusal.getMessage());
            case ApiException.Transient trouble -> new Outcome.Unclear(trouble.getMessage());
            // These end the poller, and the process with it, so that the parcel has to wait.
            case ApiException.Conflict conflict -> new Outcome.Unclear(conflict.getMessage());
            case ApiException.Unauthorized refusal -> new Outcome.Unclear(refusal.getMessage());
        };
    }

    private void bring(Parcel parcel) throws ApiException, InterruptedException {
        switch (parcel) {
            case Parcel.Relay relay -> api.send(relay.to().id(), relay.content(), protect);
            case Parcel.Note note -> {
                var phrase = phrasebook.phrase(note.notice(), note.to().language());
                api.sendNotice(note.to().id(), phrase.text(), rows(phrase), note.replyTo());
            }
        }
    }

    private static List<List<Key>> rows(Phrase phrase) {
        return phrase.rows().stream()
                .map(row -> row.stream().map(label -> key(label)).toList())
                .toList();
    }

    private static Key key(Phrase.Label label) {
        return new Key(label.words(), label.button().data());
    }
}

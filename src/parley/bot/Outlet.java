package parley.bot;

import parley.chat.Notice;
import parley.chat.Notice.Plain;
import parley.chat.Person;
import parley.chat.UserId;
import parley.content.Content;
import parley.content.Formatted;
import parley.content.Letter;
import parley.delivery.Parcel;
import parley.delivery.Transport;
import parley.sqlite.file.StorageException;
import parley.telegram.BotApi;
import parley.telegram.Key;
import parley.telegram.RelayApi;
import parley.telegram.http.ApiException;
import parley.text.Phrase;
import parley.text.Phrasebook;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Brings parcels to Telegram: puts notices into words, and what Telegram says into outcomes.
final class Outlet implements Transport {
    private static final Duration OVERDUE = Duration.ofMinutes(10);

    private final BotApi api;
    private final RelayApi relay;
    private final RelayApi evidence;
    private final Phrasebook phrasebook;
    private final MyData myData;
    private final Counts counts;
    private final ConcurrentMap<Thread, Long> underWay = new ConcurrentHashMap<>();

    /// @param relay how people's letters are sent, through the same api
    /// @param evidence the same for what moderators are shown
    /// @param counts what becomes of it
    Outlet(BotApi api, RelayApi relay, RelayApi evidence, MyData myData, Counts counts) {
        this.counts = counts;
        this.evidence = evidence;
        this.api = api;
        this.relay = relay;
        this.phrasebook = myData.phrasebook();
        this.myData = myData;
    }

    @Override
    public Outcome send(Parcel parcel, Target target) throws InterruptedException {
        underWay.put(Thread.currentThread(), System.nanoTime());
        try {
            var sent = bring(parcel, target);
            if (parcel instanceof Parcel.Relay relayed) {
                counts.relayed(relayed.letter());
            }
            return new Outcome.Delivered(sent);
        } catch (ApiException e) {
            var outcome = outcome(e);
            count(outcome);
            return outcome;
        } finally {
            underWay.remove(Thread.currentThread());
        }
    }

    /// Whether a request has taken far longer than its limit.
    boolean isStuck() {
        long latest = System.nanoTime() - OVERDUE.toNanos();
        return underWay.values().stream().anyMatch(begun -> begun - latest < 0);
    }

    private void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Wait _ -> counts.floodWait();
            case Outcome.Unclear _ -> counts.retry();
            case Outcome.Refused _ -> counts.refused();
            case Outcome.Gone _, Outcome.Delivered _ -> {}
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

    private List<Long> bring(Parcel parcel, Target target)
            throws ApiException, InterruptedException {
        return switch (parcel) {
            case Parcel.Relay letter -> bring(letter, target);
            case Parcel.Note note -> {
                bring(note);
                yield List.of();
            }
        };
    }

    private void bring(Parcel.Note note) throws ApiException, InterruptedException {
        var to = note.to();
        if (note.notice() instanceof Notice.Evidence(var content)) {
            for (var letter : api.desk().read(content).messages()) {
                evidence.send(to.id(), letter, OptionalLong.empty());
            }
            return;
        }
        var phrase = phrasebook.phrase(note.notice(), to.language());
        if (note.notice() instanceof Notice.Card && note.replyTo().isPresent()) {
            api.desk().edit(to.id(), note.replyTo().getAsLong(), phrase.text(), rows(phrase));
        } else if (note.notice() == Plain.MY_DATA) {
            api.sendJson(to.id(), MyData.NAME, myData(to), phrase.text(), note.replyTo());
        } else {
            api.sendNotice(to.id(), phrase.text(), rows(phrase), note.replyTo());
        }
    }

    private byte[] myData(Person who) throws ApiException {
        try {
            return myData.of(who);
        } catch (StorageException e) {
            throw new ApiException.Transient("mydata", e.getMessage());
        }
    }

    /// @return the ids of new messages
    private List<Long> bring(Parcel.Relay parcel, Target target)
            throws ApiException, InterruptedException {
        var to = parcel.to().id();
        var messages = target.messages();
        var answered =
                messages.isEmpty() ? OptionalLong.empty() : OptionalLong.of(messages.getFirst());
        return switch (parcel.letter()) {
            case Letter.Fresh fresh -> relay.send(to, fresh, answered).stream().boxed().toList();
            case Letter.Album album -> bring(to, album, answered);
            case Letter.Edited(var content) -> {
                if (messages.size() > 1 && content instanceof Content.Media media) {
                    editApart(to, target, media);
                } else {
                    relay.edit(to, messages.getFirst(), content, target.sameFile());
                }
                yield List.of();
            }
            case Letter.Reacted(var emoji) -> {
                relay.react(to, messages.getFirst(), emoji);
                yield List.of();
            }
            case Letter.Unsent _ -> {
                relay.delete(to, messages);
                yield List.of();
            }
        };
    }

    private List<Long> bring(UserId to, Letter.Album album, OptionalLong answered)
            throws ApiException, InterruptedException {
        var media = album.parts().stream().map(Letter.Part::media).toList();
        var quote = album.reply().flatMap(Letter.Reply::quote);
        return relay.send(to, media, answered, quote, album.effect());
    }

    /// Changes a file and its caption, which went as a text of its own.
    private void editApart(UserId to, Target target, Content.Media media)
            throws ApiException, InterruptedException {
        if (!target.sameFile()) {
            relay.edit(to, target.messages().getFirst(), media.with(Formatted.NONE), false);
        }
        long text = target.messages().getLast();
        if (media.caption().isEmpty()) {
            relay.delete(to, List.of(text));
        } else {
            relay.edit(to, text, new Content.Text(media.caption()), false);
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

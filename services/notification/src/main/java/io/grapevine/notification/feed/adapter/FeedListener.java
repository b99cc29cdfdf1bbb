package io.grapevine.notification.feed.adapter;

import io.grapevine.notification.feed.FeedPlace;
import io.grapevine.notification.feed.Unwanted;
import io.grapevine.notification.feed.adapter.FeedEntries.Reader;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One open stream: gets each entry once, though it is looked for again and again. On one event loop only. */
final class FeedListener {

    private final Reader reader;
    private final MultiEmitter<? super FeedRow> out;
    private final Map<String, Instant> told = new HashMap<>();

    FeedListener(Reader reader, MultiEmitter<? super FeedRow> out) {
        this.reader = reader;
        this.out = out;
    }

    Reader reader() {
        return reader;
    }

    boolean isGone() {
        return out.isCancelled();
    }

    /** @param rows all there are since {@code from}, of this reader and of others */
    void take(List<FeedRow> rows, Instant from) {
        told.values().removeIf(at -> at.isBefore(from)); // nobody will look for those again
        for (var row : rows)
            if (row.readerId.equals(reader.readerId())
                    && told.put(row.noticeId, row.dueAt) == null
                    && !Unwanted.is(SayEntry.moment(row), SayEntry.wish(row.preferences))) out.emit(row);
    }

    /** No more: who wants the rest comes back with the id of the last event. */
    void end() {
        out.complete();
    }

    /** From where on a look must begin so that nothing that commits late is missed. */
    static Instant lookBackTo(Instant now) {
        return new FeedPlace(now, "").lookBackTo();
    }
}

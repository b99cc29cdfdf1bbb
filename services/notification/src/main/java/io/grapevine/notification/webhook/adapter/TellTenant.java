package io.grapevine.notification.webhook.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.events.Event;
import io.grapevine.notification.message.Announcement;
import io.grapevine.notification.message.Change;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Plans, in the transaction that sees a change for the first time, one delivery for each endpoint that wants to hear of it. */
@ApplicationScoped
class TellTenant implements BatchConsumer.GroupHandler {

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final InstantSource clock;

    TellTenant(Webhooks webhooks, Deliveries deliveries, InstantSource clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public Uni<Void> handle(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var eventOf = firstEventOfEachChange(events);
        if (eventOf.isEmpty()) return Uni.createFrom().voidItem();
        return Changes.noteNew(session, tenantId, eventOf.keySet()).chain(news -> {
            eventOf.keySet().retainAll(news);
            return eventOf.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : webhooks.listening(session, tenantId)
                            .chain(listening -> listening.isEmpty()
                                    ? Uni.createFrom().voidItem()
                                    : tell(session, tenantId, eventOf, listening));
        });
    }

    private Uni<Void> tell(
            Mutiny.StatelessSession session, String tenantId, Map<Change, Event<?>> news, List<WebhookRow> listening) {
        var subjects = news.keySet().stream().map(Change::subject).collect(toSet());
        return Changes.known(session, tenantId, subjects)
                .map(known -> messages(news, known))
                .chain(messages -> deliveries.plan(session, messages, listening, clock.instant()));
    }

    /** In the order of the log, so that a batch tells the same as its events would one by one. */
    private static List<MessageRow> messages(Map<Change, Event<?>> news, Set<Change> known) {
        var seen = known.stream().filter(change -> !news.containsKey(change)).collect(groupingBy(Change::subject));
        var messages = new ArrayList<MessageRow>();
        news.forEach((change, event) -> {
            var ofSubject = seen.computeIfAbsent(change.subject(), subject -> new ArrayList<>());
            Announcement.of(event, ofSubject).ifPresent(message -> messages.add(MessageRow.of(event, change, message)));
            ofSubject.add(change);
        });
        return messages;
    }

    private static Map<Change, Event<?>> firstEventOfEachChange(List<Event<?>> events) {
        var eventOf = new LinkedHashMap<Change, Event<?>>();
        for (var event : events) Change.in(event).ifPresent(change -> eventOf.putIfAbsent(change, event));
        return eventOf;
    }
}

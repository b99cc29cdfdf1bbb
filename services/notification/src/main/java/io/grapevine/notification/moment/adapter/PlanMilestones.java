package io.grapevine.notification.moment.adapter;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.events.RewardChanged;
import io.grapevine.notification.milestone.Brought;
import io.grapevine.notification.milestone.Reached;
import io.grapevine.notification.moment.Occasions;
import io.grapevine.notification.moment.adapter.PlanNotices.Heard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears what a batch says of milestones: who is one friend short of one, and which reward is the first word about one. */
@ApplicationScoped
class PlanMilestones {

    private final MilestoneStore store;

    PlanMilestones(MilestoneStore store) {
        this.store = store;
    }

    /** All that the events are to people, milestones included. */
    Uni<List<Heard>> hear(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        return near(session, tenantId, events)
                .chain(near -> untold(session, tenantId, events).map(untold -> {
                    var heard = new ArrayList<>(near);
                    heard.addAll(reached(events, untold));
                    return heard;
                }));
    }

    private Uni<List<Heard>> near(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var latest = new LinkedHashMap<String, Brought>();
        var causes = new LinkedHashMap<String, Event<?>>();
        var versions = new LinkedHashMap<Brought, Integer>();
        for (var event : events)
            if (event.data() instanceof ConversionDecided conversion)
                Brought.of(conversion).ifPresent(brought -> {
                    latest.merge(brought.conversionId(), brought, Brought::later);
                    versions.put(brought, conversion.programVersion());
                    if (brought.participantId() != null) causes.put(brought.participantId(), event);
                });
        if (latest.isEmpty()) return Uni.createFrom().item(List.of());
        return store.count(session, tenantId, latest, MilestoneStore.gained(tenantId, versions))
                .map(progress -> progress.stream()
                        .flatMap(each -> {
                            var cause = causes.get(each.participantId());
                            return cause == null
                                    ? Stream.<Heard>empty()
                                    : each
                                            .near(cause.time())
                                            .map(near -> new Heard(near, cause.correlationId()))
                                            .stream();
                        })
                        .toList());
    }

    private Uni<Map<String, Long>> untold(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var readers = new LinkedHashMap<RewardChanged, String>();
        for (var event : events)
            if (event.data() instanceof RewardChanged reward) readers.put(reward, Occasions.reader(reward));
        return readers.isEmpty() ? Uni.createFrom().item(Map.of()) : store.untold(session, tenantId, readers);
    }

    /** Of several changes of one reward, or rewards of one milestone, the first that is told brings the word; the others are what they are. */
    private static List<Heard> reached(List<Event<?>> events, Map<String, Long> untold) {
        var heard = new ArrayList<Heard>();
        var said = new HashSet<String>();
        for (var event : events) {
            var occasions = Occasions.in(event);
            if (event.data() instanceof RewardChanged reward && Reached.isTold(occasions)) {
                var number = untold.get(reward.rewardId());
                if (number != null && said.add(Occasions.reader(reward) + "\n" + Reached.subject(reward, number)))
                    occasions = Reached.told(reward, occasions, number);
            }
            for (var occasion : occasions) heard.add(new Heard(occasion, event.correlationId()));
        }
        return heard;
    }
}

package io.grapevine.programs.tenant.adapter;

import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.Event;
import io.grapevine.programs.apikey.ApiKey;
import io.grapevine.programs.apikey.KeyRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Cuts further keys and takes keys away; both tell the log in the same transaction. */
@ApplicationScoped
class TurnKeys {

    private final Keys keys;
    private final Outbox outbox;
    private final InstantSource clock;

    TurnKeys(Keys keys, Outbox outbox, InstantSource clock) {
        this.keys = keys;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param asked what the key is to be, and whose */
    Uni<KeyRow> add(Mutiny.StatelessSession session, String tenantId, ApiKey key, KeyRequest asked) {
        var now = clock.instant();
        var row = KeyRow.of(tenantId, Identifier.next("key"), key, asked.origins(), now)
                .heldBy(asked.person());
        return keys.living(session, tenantId, now)
                .invoke(TurnKeys::requireRoom)
                .chain(() -> keys.add(session, List.of(row)))
                .chain(() -> publish(session, row))
                .replaceWith(row);
    }

    /** The key with this id, or the only one with this hint, opens nothing once the overlap has passed. */
    Uni<KeyRow> revoke(Mutiny.StatelessSession session, String tenantId, String hintOrId, Duration overlap) {
        var now = clock.instant();
        return keys.living(session, tenantId, now)
                .map(living -> theOne(living, hintOrId))
                .call(key -> keys.revoke(session, key, now.plus(overlap)))
                .call(key -> publish(session, key));
    }

    private static void requireRoom(List<KeyRow> living) {
        if (living.size() >= Keys.MOST_LIVING)
            throw Problem.conflict(
                    "too_many_keys", "A tenant has at most " + Keys.MOST_LIVING + " living keys; revoke one first.");
    }

    private static KeyRow theOne(List<KeyRow> living, String hintOrId) {
        var meant = living.stream()
                .filter(key -> key.keyId.equals(hintOrId) || key.hint.equals(hintOrId))
                .toList();
        if (meant.isEmpty()) throw Problem.notFound("There is no living key with this id or hint.");
        if (meant.size() > 1)
            throw Problem.conflict("ambiguous_hint", "Several keys have this hint; name the one you mean by its id.");
        return meant.getFirst();
    }

    private Uni<Void> publish(Mutiny.StatelessSession session, KeyRow key) {
        var event = Event.stated(
                key.tenantId,
                Identifier.next("evt"),
                OpenTenant.SOURCE,
                clock.instant(),
                Correlation.current(),
                key.published());
        return outbox.add(session, List.of(event));
    }
}

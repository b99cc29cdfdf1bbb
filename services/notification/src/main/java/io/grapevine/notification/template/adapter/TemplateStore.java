package io.grapevine.notification.template.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.events.EventJson;
import io.grapevine.notification.mail.Sender;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.template.Accent;
import io.grapevine.notification.template.Brand;
import io.grapevine.notification.template.Wording;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Programs' own words, version by version, and their brands, in the caller's transaction. */
@ApplicationScoped
class TemplateStore {

    private static final String VERSIONS = """
            select version, cast(wording as text), created_at from templates where tenant_id = :tenant and program_key = :program
            and moment = :moment and language = :language order by version desc limit 1000""";

    private static final String CURRENT = """
            select distinct on (moment, language) moment, language, version from templates
            where tenant_id = :tenant and program_key = :program order by moment, language, version desc""";

    private static final String ADD = """
            insert into templates (tenant_id, program_key, moment, language, version, wording, created_at) values (:tenant, :program,
            :moment, :language, :version, cast(cast(:wording as text) as jsonb), :now)""";

    private static final String PROGRAM =
            "select name from program_names where tenant_id = :tenant and program_key = :program";

    private static final String BRAND =
            "select accent, sender, reply_to from brands where tenant_id = :tenant and program_key = :program";

    private static final String KEEP_BRAND = """
            insert into brands (tenant_id, program_key, accent, sender, reply_to)
            values (:tenant, :program, :accent, nullif(:sender, ''), nullif(:replyTo, ''))
            on conflict (tenant_id, program_key) do update set accent = excluded.accent, sender = excluded.sender,
                reply_to = excluded.reply_to""";

    /** What is changed: the words of one moment in one language. */
    record Place(String tenantId, String programKey, Moment moment, String language) {}

    /** @param wording null = the bank's */
    record Version(int number, @Nullable Wording wording, Instant createdAt) {}

    record Current(String moment, String language, int version) {}

    /** Newest first; empty while the bank's words were never changed. */
    Uni<List<Version>> versions(Mutiny.StatelessSession session, Place place) {
        return at(session.createNativeQuery(VERSIONS, Object[].class), place)
                .getResultList()
                .map(rows -> rows.stream().map(TemplateStore::version).toList());
    }

    /** The same, and nobody else changes them before this transaction ends. */
    Uni<List<Version>> versionsHeld(Mutiny.StatelessSession session, Place place) {
        return IdentityLocks.take(session, place.tenantId(), "templates", List.of(place.toString()))
                .chain(() -> versions(session, place));
    }

    Uni<Void> add(Mutiny.StatelessSession session, Place place, Version version) {
        return at(session.createNativeQuery(ADD), place)
                .setParameter("version", version.number())
                .setParameter("wording", write(version.wording()))
                .setParameter("now", version.createdAt())
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<List<Current>> current(Mutiny.StatelessSession session, String tenantId, String programKey) {
        return session.createNativeQuery(CURRENT, Object[].class)
                .setParameter("tenant", tenantId)
                .setParameter("program", programKey)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Current((String) row[0], (String) row[1], ((Number) row[2]).intValue()))
                        .toList());
    }

    /** What the program is called; empty if there is none. */
    Uni<Optional<String>> program(Mutiny.StatelessSession session, String tenantId, String programKey) {
        return first(session, PROGRAM, tenantId, programKey);
    }

    Uni<Brand> brand(Mutiny.StatelessSession session, String tenantId, String programKey) {
        return session.createNativeQuery(BRAND, Object[].class)
                .setParameter("tenant", tenantId)
                .setParameter("program", programKey)
                .getResultList()
                .map(rows -> rows.isEmpty() ? Brand.USUAL : brand(rows.getFirst()));
    }

    private static Brand brand(Object[] row) {
        var replyTo = (String) row[2];
        return new Brand(
                Accent.parse((String) row[0]).orElse(Accent.USUAL),
                new Sender(
                        (String) row[1],
                        replyTo == null ? null : Sender.replyTo(replyTo).orElse(null)));
    }

    Uni<Void> keep(Mutiny.StatelessSession session, String tenantId, String programKey, Brand brand) {
        var name = brand.sender().name();
        var replyTo = brand.sender().replyTo();
        return session.createNativeQuery(KEEP_BRAND)
                .setParameter("tenant", tenantId)
                .setParameter("program", programKey)
                .setParameter("accent", brand.accent().value())
                .setParameter("sender", name == null ? "" : name)
                .setParameter("replyTo", replyTo == null ? "" : replyTo.value())
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Optional<String>> first(
            Mutiny.StatelessSession session, String query, String tenantId, String programKey) {
        return session.createNativeQuery(query, String.class)
                .setParameter("tenant", tenantId)
                .setParameter("program", programKey)
                .getResultList()
                .map(rows -> rows.stream().findFirst());
    }

    private static <Q extends org.hibernate.reactive.mutiny.Mutiny.AbstractQuery> Q at(Q query, Place place) {
        query.setParameter("tenant", place.tenantId());
        query.setParameter("program", place.programKey());
        query.setParameter("moment", place.moment().wireName());
        query.setParameter("language", place.language());
        return query;
    }

    private static Version version(Object[] row) {
        return new Version(((Number) row[0]).intValue(), read((String) row[1]), ((OffsetDateTime) row[2]).toInstant());
    }

    private static @Nullable Wording read(@Nullable String json) {
        try {
            return json == null ? null : EventJson.mapper().readValue(json, Wording.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept words cannot be read", e);
        }
    }

    private static @Nullable String write(@Nullable Wording wording) {
        try {
            return wording == null ? null : EventJson.mapper().writeValueAsString(wording);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("words cannot be written", e);
        }
    }
}

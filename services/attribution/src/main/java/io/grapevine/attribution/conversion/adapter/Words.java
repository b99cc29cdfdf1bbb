package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.grapevine.attribution.conversion.ConversionKey;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.manual.Word;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.ConversionDecided;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What staff said about who brought whom; only ever added to. */
final class Words {

    private static final String SAVE = """
            insert into words (tenant_id, program_key, kind, subject, spoken_at, event_id, participant_id, external_id, \
            referral_code, spoken_by, reason, before) select r.* from jsonb_to_recordset(cast(:rows as jsonb)) \
            as r(tenant_id text, program_key text, kind text, subject text, spoken_at timestamptz, event_id text, \
            participant_id text, external_id text, referral_code text, spoken_by text, reason text, before text)""";

    private static final String OF = """
            select * from words where program_key = :program and kind = :kind and subject = any(:subjects)""";

    // Of a participant's codes any would do; the first by code point is the same whoever asks.
    private static final String OWNER = """
            select * from codes where program_key = :program and (participant_id = :participant or external_id = :external) \
            order by code limit 1""";

    private Words() {}

    static Uni<Integer> save(Mutiny.StatelessSession session, String tenantId, ConversionKey key, Word word) {
        return Rows.write(session, SAVE, List.of(WordRow.New.of(tenantId, key, word)));
    }

    /** The latest of each conversion that staff ever said something about, by subject. */
    static Uni<Map<String, Word>> latest(
            Mutiny.StatelessSession session, String program, ConversionDecided.Kind kind, Collection<String> subjects) {
        if (subjects.isEmpty()) return Uni.createFrom().item(Map.of());
        return session.createNativeQuery(OF, WordRow.class)
                .setParameter("program", program)
                .setParameter("kind", kind.name())
                .setParameter("subjects", subjects.toArray(String[]::new))
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(groupingBy(
                                row -> row.subject,
                                mapping(
                                        WordRow::toWord,
                                        collectingAndThen(
                                                toList(),
                                                words -> Word.latest(words).orElseThrow())))));
    }

    /** A participant of the program, by either name. */
    static Uni<Optional<CodeOwner>> participant(
            Mutiny.StatelessSession session,
            String program,
            @Nullable String participantId,
            @Nullable String externalId) {
        return session.createNativeQuery(OWNER, CodeRow.class)
                .setParameter("program", program)
                .setParameter("participant", participantId == null ? "" : participantId)
                .setParameter("external", externalId == null ? "" : externalId)
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(CodeRow::toOwner));
    }
}

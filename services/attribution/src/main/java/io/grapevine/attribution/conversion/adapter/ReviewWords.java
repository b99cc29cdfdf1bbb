package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toMap;

import io.grapevine.attribution.conversion.ConversionKey;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.Screening.Word;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What people said about reviews; only ever added to. */
final class ReviewWords {

    private static final String SAVE = """
            insert into review_words (tenant_id, program_key, kind, subject, customer_id, spoken_at, event_id, said, spoken_by, reason) \
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, program_key text, kind text, subject text, \
            customer_id text, spoken_at timestamptz, event_id text, said text, spoken_by text, reason text)""";

    private static final String OF_SUBJECTS =
            "select * from review_words where program_key = :program and kind = any(:kinds) and subject = any(:subjects)";

    private static final String OF_SIGN_UPS = """
            select * from review_words where program_key = :program and kind = 'SIGNUP' and customer_id = any(:customers)""";

    private static final BinaryOperator<ReviewWordRow> LATEST =
            BinaryOperator.maxBy(Comparator.comparing(ReviewWordRow::order));

    private ReviewWords() {}

    /**
     * The latest words about some conversions of a program.
     *
     * @param onSignUps by the customers who signed up
     */
    record Latest(Map<ConversionKey, Word> byKey, Map<String, Word> onSignUps) {

        @Nullable
        Word of(ConversionKey key) {
            return byKey.get(key);
        }

        @Nullable
        Word onSignUpOf(@Nullable String customer) {
            return customer == null ? null : onSignUps.get(customer);
        }
    }

    static Uni<Integer> save(
            Mutiny.StatelessSession session,
            String tenantId,
            ConversionKey key,
            @Nullable String customerId,
            Word word) {
        return Rows.write(
                session, SAVE, List.of(ReviewWordRow.New.of(tenantId, key, customerId, Identifier.next("evt"), word)));
    }

    static Uni<Latest> latest(
            Mutiny.StatelessSession session, String program, Collection<ConversionKey> keys, Set<String> customers) {
        return of(session, program, keys)
                .chain(words -> ofSignUps(session, program, customers)
                        .map(onSignUps -> new Latest(
                                latest(
                                        words,
                                        row -> new ConversionKey(row.programKey, Kind.valueOf(row.kind), row.subject)),
                                latest(onSignUps, row -> Objects.requireNonNull(row.customerId)))));
    }

    /** All words about one conversion, oldest first. */
    static Uni<List<Word>> all(Mutiny.StatelessSession session, ConversionKey key) {
        return of(session, key.programKey(), List.of(key))
                .map(rows -> rows.stream()
                        .sorted(Comparator.comparing(ReviewWordRow::order))
                        .map(ReviewWordRow::toWord)
                        .toList());
    }

    private static Uni<List<ReviewWordRow>> of(
            Mutiny.StatelessSession session, String program, Collection<ConversionKey> keys) {
        if (keys.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(OF_SUBJECTS, ReviewWordRow.class)
                .setParameter("program", program)
                .setParameter(
                        "kinds",
                        keys.stream().map(key -> key.kind().name()).distinct().toArray(String[]::new))
                .setParameter(
                        "subjects", keys.stream().map(ConversionKey::subject).toArray(String[]::new))
                .getResultList();
    }

    private static Uni<List<ReviewWordRow>> ofSignUps(
            Mutiny.StatelessSession session, String program, Set<String> customers) {
        if (customers.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(OF_SIGN_UPS, ReviewWordRow.class)
                .setParameter("program", program)
                .setParameter("customers", customers.toArray(String[]::new))
                .getResultList();
    }

    private static <K> Map<K, Word> latest(List<ReviewWordRow> rows, Function<ReviewWordRow, K> by) {
        var latest = rows.stream().collect(toMap(by, row -> row, LATEST));
        return latest.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().toWord()));
    }
}

package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toMap;

import io.grapevine.attribution.conversion.Screened;
import io.grapevine.attribution.conversion.Screened.Origin;
import io.grapevine.attribution.conversion.Statement;
import io.grapevine.attribution.program.Program;
import io.grapevine.events.ClickRecorded;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Where the credited touches came from, as landing pages and hosts reported them: a redirect that no page reported belongs to no visitor,
 * so nobody would be decided again when it comes late.
 */
final class Origins {

    // A host name has 253 characters at most; more of a search would be somebody filling our disk.
    private static final int LONGEST = 253;

    // By key, and the earliest: of two reports of one touch the first says where it came from.
    private static final String OF_VISITORS = """
            with theirs as materialized (select distinct lookup_key(f.visitor_id) as visitor from facts f \
            where f.customer_id = any(:customers) and f.visitor_id is not null \
            and f.type in ('SIGNUP_RECORDED', 'IDENTIFY_RECORDED') \
            union select unnest(cast(:visitors as uuid[]))) select touched.* from theirs cross join lateral \
            (select %s from touchpoints t where t.visitor = theirs.visitor \
            and (t.site is not null or t.term is not null or t.data_centre) offset 0) touched""".formatted(TouchpointRow.COLUMNS + ", t.code");

    private final Mutiny.StatelessSession session;
    private final Program program;

    Origins(Mutiny.StatelessSession session, Program program) {
        this.session = session;
        this.program = program;
    }

    /** By the touches' ids; nothing where the program does not ask. */
    Uni<Map<String, Origin>> of(Collection<Statement> statements) {
        if (!program.looksForFraud()) return Uni.createFrom().item(Map.of());
        var customers = new HashSet<String>();
        var visitors = new HashSet<UUID>();
        for (var statement : statements) {
            var decided = statement.decided();
            if (Screened.restsOnSignUp(decided)) continue;
            if (decided.customerId() != null) customers.add(decided.customerId());
            if (decided.visitorId() != null) visitors.add(LookupKeys.ofVisitor(decided.visitorId()));
        }
        if (customers.isEmpty() && visitors.isEmpty()) return Uni.createFrom().item(Map.of());
        return session.createNativeQuery(OF_VISITORS, TouchpointRow.class)
                .setParameter("customers", customers.toArray(String[]::new))
                .setParameter("visitors", visitors.toArray(UUID[]::new))
                .getResultList()
                .map(rows -> rows.stream()
                        .filter(row -> program.accepts(row.occurredAt, row.lateBy()))
                        .collect(toMap(row -> row.toTouchpoint().id(), Origins::of, (one, other) -> one)));
    }

    private static Origin of(TouchpointRow row) {
        return new Origin(row.site, row.term, Boolean.TRUE.equals(row.dataCentre));
    }

    /** The host that led to a click that somebody's visitor made; null if it did not say. */
    static @Nullable String site(ClickRecorded click) {
        if (click.visitorId() == null || click.referrer() == null) return null;
        try {
            var host = new URI(click.referrer()).getHost();
            return host == null || host.length() > LONGEST ? null : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException noAddress) {
            return null;
        }
    }

    /** What was searched for, of a click that was paid for; null if it did not say. */
    static @Nullable String term(ClickRecorded click, boolean paid) {
        var term = Objects.requireNonNullElse(click.parameters().get("utm_term"), "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (click.visitorId() == null || !paid || term.isEmpty()) return null;
        return term.length() <= LONGEST ? term : term.substring(0, LONGEST);
    }

    /** Whether it came from a data centre; null = no, or nobody knows whose click it was. */
    static @Nullable Boolean dataCentre(ClickRecorded click) {
        var network = click.context().network();
        return click.visitorId() == null || network == null ? null : network.dataCentre();
    }
}

package io.grapevine.clicktracking.redirect.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.clicktracking.redirect.Destination;
import io.grapevine.clicktracking.redirect.Link;
import io.grapevine.events.LinkPublished;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hibernate.reactive.mutiny.Mutiny;

/** All codes of all tenants: in memory, then in Redis, then in our own table. */
@ApplicationScoped
class Links {

    /** About 300 bytes each. */
    private static final int REMEMBERED = 500_000;

    private static final String UPSERT = """
            insert into links (tenant_id, code, link_id, program_key, destination) \
            select r.tenant_id, r.code, r.link_id, r.program_key, r.destination \
            from jsonb_to_recordset(cast(:rows as jsonb)) \
            as r(tenant_id text, code text, link_id text, program_key text, destination text) order by r.code \
            on conflict (tenant_id, code) do update set link_id = excluded.link_id, program_key = excluded.program_key, \
            destination = excluded.destination""";

    private record Code(String tenantId, String code) {}

    private record Row(
            @JsonProperty("tenant_id") String tenantId,
            String code,
            @JsonProperty("link_id") String linkId,
            @JsonProperty("program_key") String programKey,
            String destination) {}

    private final TenantTransactions transactions;
    private final HotLinks hotLinks;
    private final Memory<Code, Link> memory = new Memory<>(REMEMBERED, this::load, System::nanoTime);

    Links(TenantTransactions transactions, HotLinks hotLinks) {
        this.transactions = transactions;
        this.hotLinks = hotLinks;
    }

    CompletableFuture<Optional<Link>> find(String tenantId, String code) {
        return memory.get(new Code(tenantId, code));
    }

    /** Takes over what the log says, in the transaction of its batch. */
    Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<LinkPublished> published) {
        Map<String, Row> latest = new LinkedHashMap<>();
        published.forEach(link -> latest.put(
                link.code(), new Row(tenantId, link.code(), link.linkId(), link.programKey(), link.destination())));
        return Rows.write(session, UPSERT, latest.values()).replaceWithVoid();
    }

    /** What was saved is known at once, here and in Redis. */
    void remember(String tenantId, LinkPublished published) {
        link(published.code(), published.linkId(), published.destination()).ifPresent(link -> {
            memory.put(new Code(tenantId, link.code()), link);
            hotLinks.put(tenantId, link.code(), link.linkId(), published.destination());
        });
    }

    private Uni<Optional<Link>> load(Code code) {
        return hotLinks.find(code.tenantId(), code.code())
                .chain(hot -> hot.isPresent()
                        ? Uni.createFrom()
                                .item(hot.flatMap(entry -> link(code.code(), entry.linkId(), entry.destination())))
                        : fromTable(code));
    }

    private Uni<Optional<Link>> fromTable(Code code) {
        return transactions
                .inTenant(
                        code.tenantId(),
                        session -> session.createNativeQuery(
                                        "select link_id, destination from links where tenant_id = :tenant and code = :code",
                                        Object[].class)
                                .setParameter("tenant", code.tenantId())
                                .setParameter("code", code.code())
                                .getSingleResultOrNull())
                .map(row -> {
                    if (row == null) return Optional.empty();
                    hotLinks.put(code.tenantId(), code.code(), (String) row[0], (String) row[1]);
                    return link(code.code(), (String) row[0], (String) row[1]);
                });
    }

    private static Optional<Link> link(String code, String linkId, String destination) {
        return Destination.parse(destination).map(parsed -> new Link(linkId, code, parsed));
    }
}

package io.grapevine.notification.bounce.adapter;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.notification.bounce.ReturnPath;
import io.grapevine.notification.bounce.Returned;
import io.grapevine.notification.bounce.Returned.Filing;
import io.grapevine.notification.bounce.Suppression;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a mail out of the mailbox of bounces: finds by its return path which tenant wrote to the address that it names, and suppresses that one.
 * What a stranger writes there suppresses nobody: the path proves tenant, notice and address together.
 */
@ApplicationScoped
class TakeReturned {

    /** Our mails have one recipient each; a report that names many is not about one of them alone, and each costs a hash a tenant. */
    private static final int MOST_ADDRESSES = 5;

    private static final String TENANTS = "select distinct tenant_id from program_names";

    private final ReportReader reader = new ReportReader();
    private final BounceConfig config;
    private final Suppressions suppressions;
    private final PersonalData personalData;
    private final Pool relayPool;

    TakeReturned(
            BounceConfig config,
            Suppressions suppressions,
            PersonalData personalData,
            @ReactiveDataSource("relay") Pool relayPool) {
        this.config = config;
        this.suppressions = suppressions;
        this.personalData = personalData;
        this.relayPool = relayPool;
    }

    /** An address that a tenant of ours wrote to. */
    private record Proven(String tenantId, Suppression suppression) {}

    /** Answers where the mail belongs once what it suppresses is committed; the same mail again changes nothing. */
    Uni<Filing> handle(byte[] mail) {
        Returned returned;
        try {
            returned = reader.returned(mail);
        } catch (ReportReader.Unreadable broken) {
            return Uni.createFrom().item(Filing.UNREADABLE);
        }
        var named = returned.report().suppressions();
        if (named.isEmpty()) return Uni.createFrom().item(returned.filing(true));
        var path = config.address().flatMap(returned::returnPath);
        return path.isEmpty()
                ? Uni.createFrom().item(returned.filing(false))
                : tenants()
                        .map(tenants -> proven(path.get(), named, tenants))
                        .call(found -> found.map(this::keep)
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                        .map(found -> returned.filing(found.isPresent()));
    }

    private Uni<Void> keep(Proven proven) {
        return suppressions.keep(proven.tenantId(), List.of(proven.suppression()));
    }

    private Optional<Proven> proven(ReturnPath path, List<Suppression> named, List<String> tenants) {
        for (var suppression : named.subList(0, Math.min(named.size(), MOST_ADDRESSES)))
            for (var tenantId : tenants) {
                var hash = personalData.emailHash(tenantId, suppression.address());
                var mac = personalData.linkMac(tenantId, ReturnPath.text(path.noticeId(), hash));
                if (path.isProvenBy(mac)) return Optional.of(new Proven(tenantId, suppression));
            }
        return Optional.empty();
    }

    /** Asked with the relay's role, which may read this over all tenants. */
    private Uni<List<String>> tenants() {
        return relayPool.query(TENANTS).execute().map(rows -> {
            var tenants = new ArrayList<String>();
            rows.forEach(row -> tenants.add(row.getString("tenant_id")));
            return tenants;
        });
    }
}

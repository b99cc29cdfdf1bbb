package io.grapevine.notification.text.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Event;
import io.grapevine.events.NotificationDelivered;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.NoticeStatus;
import io.grapevine.notification.text.TextReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What providers say later of texts that they took. A text whose end nobody knew has one then, and one that was taken may turn out lost; the
 * same report again finds it so and changes nothing.
 */
@ApplicationScoped
class TextReports {

    private static final String SOURCE = "/notification";

    // A report may be faster than our own word that the text was taken: whoever settles it then finds it settled.
    private static final String END = """
            update notices set status = :status, last_error = nullif(:error, ''), ended_at = :now
            where tenant_id = :tenant and notice_id = :notice and channel = :channel and attempts > 0
                and (status in ('pending', 'sending', 'unknown') or status = 'sent' and :status = 'failed')
            returning reader_id, attempts, correlation_id""";

    private final TenantTransactions transactions;
    private final TextAddresses addresses;
    private final PersonalData personalData;
    private final Outbox outbox;
    private final MeterRegistry metrics;
    private final InstantSource clock;
    private final String origin;

    TextReports(
            TenantTransactions transactions,
            TextAddresses addresses,
            PersonalData personalData,
            Outbox outbox,
            MeterRegistry metrics,
            InstantSource clock,
            @ConfigProperty(name = "grapevine.public-origin") Optional<String> publicOrigin) {
        this.transactions = transactions;
        this.addresses = addresses;
        this.personalData = personalData;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
        this.origin = publicOrigin.orElse("").replaceAll("/+$", "");
    }

    /** Of which text a report is. */
    record About(Channel channel, String tenantId, String noticeId) {}

    /** Where the provider reports of this text; nobody else can name it. */
    String url(About about) {
        return origin + "/text/" + about.channel().wireName() + "/reports/"
                + URLEncoder.encode(about.tenantId(), StandardCharsets.UTF_8) + "/" + about.noticeId() + "/"
                + mac(about);
    }

    /** Where the provider tells what is written back. */
    String repliesUrl(Channel channel) {
        return origin + "/text/" + channel.wireName() + "/replies";
    }

    boolean isProven(About about, String mac) {
        return MessageDigest.isEqual(mac(about).getBytes(StandardCharsets.UTF_8), mac.getBytes(StandardCharsets.UTF_8));
    }

    Uni<Void> take(About about, TextReport report) {
        return switch (report) {
            case TextReport.Arrived _ -> end(about, NoticeStatus.SENT, "", null);
            case TextReport.Lost(var error, var nobodyAt) -> end(about, NoticeStatus.FAILED, error, nobodyAt);
            case TextReport.Nothing _ -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> end(About about, NoticeStatus status, String error, @Nullable String nobodyAt) {
        var now = clock.instant();
        return transactions
                .inTenant(
                        about.tenantId(),
                        session -> settle(session, about, status, error, now)
                                .call(ended -> outbox.add(session, ended))
                                .call(() -> nobodyAt == null
                                        ? Uni.createFrom().voidItem()
                                        : addresses.forget(session, about.tenantId(), about.channel(), nobodyAt)))
                .invoke(ended -> metrics.counter(
                                "grapevine.notices.ended",
                                "channel",
                                about.channel().wireName(),
                                "outcome",
                                status.wireName())
                        .increment(ended.size()))
                .replaceWithVoid();
    }

    /** What the log is told; nothing if it was told before. */
    private static Uni<List<Event<?>>> settle(
            Mutiny.StatelessSession session, About about, NoticeStatus status, String error, Instant now) {
        return session.createNativeQuery(END, Object[].class)
                .setParameter("status", status.wireName())
                .setParameter("error", error)
                .setParameter("now", now)
                .setParameter("tenant", about.tenantId())
                .setParameter("notice", about.noticeId())
                .setParameter("channel", about.channel().wireName())
                .getResultList()
                .map(rows -> rows.stream()
                        .<Event<?>>flatMap(
                                row -> status.outcome().map(outcome -> outcome(about, row, outcome, now)).stream())
                        .toList());
    }

    private static Event<NotificationDelivered> outcome(About about, Object[] row, String outcome, Instant now) {
        return Event.stated(
                about.tenantId(),
                Identifier.next("evt"),
                SOURCE,
                now,
                (String) row[2],
                new NotificationDelivered(
                        about.noticeId(),
                        (String) row[0],
                        about.channel().wireName(),
                        outcome,
                        ((Number) row[1]).intValue(),
                        now));
    }

    private String mac(About about) {
        return personalData.linkMac(
                about.tenantId(), String.join("\n", "report", about.channel().wireName(), about.noticeId()));
    }
}

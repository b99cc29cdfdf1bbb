package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.rewardissuing.money.Currencies;
import io.grapevine.rewardissuing.payout.ExportForm.Format;
import io.grapevine.rewardissuing.payout.PaymentFile;
import io.grapevine.rewardissuing.payout.PaymentFile.Payment;
import io.grapevine.rewardissuing.payout.PayoutMethod;
import io.grapevine.rewardissuing.payout.PayoutStatus;
import io.grapevine.rewardissuing.payout.SettingsForm.Payer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Hands a payout over as a file. Once it is out, its lines may have been paid; the same payout again is the same file. */
@ApplicationScoped
class ExportPayout {

    private static final String LINES = """
            select cast(jsonb_build_object('line_id', l.line_id, 'external_id', l.external_id, 'booked_minor', l.booked_minor, \
            'account', l.account, 'personal', a.personal) as text) from payout_lines l left join payee_accounts a \
            on a.tenant_id = l.tenant_id and a.external_id = l.external_id and a.account = l.account where l.payout_id = :id \
            and l.status in ('due', 'sent') and l.tenant_id = (select current_setting('grapevine.tenant', true)) order by l.line_id""";
    private static final String SENT = """
            update payout_lines set status = 'sent', changed_at = :now where payout_id = :id and status = 'due' \
            and tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String EXPORTED = """
            update payouts set exported_at = coalesce(exported_at, :now) where payout_id = :id \
            and tenant_id = (select current_setting('grapevine.tenant', true))""";

    private final Sealing sealing;
    private final Settings settings;

    ExportPayout(Sealing sealing, Settings settings) {
        this.sealing = sealing;
        this.settings = settings;
    }

    /** A payout and whence it is paid. */
    record Export(PaymentFile file, Format format, @Nullable Payer payer) {

        /** Off the event loop: to read the schema's classes takes its time, once. */
        Uni<String> written() {
            return Uni.createFrom().item(this::text).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        }

        private String text() {
            return switch (format) {
                case CSV -> CsvFile.of(file);
                case PAIN_001 ->
                    Pain001File.of(file, Optional.ofNullable(payer).orElseThrow(ExportPayout::payerMissing));
            };
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record LineToPay(
            String lineId,
            String externalId,
            long bookedMinor,
            @Nullable Integer account,
            @Nullable String personal) {}

    Uni<Export> handle(Mutiny.StatelessSession session, String payoutId, Format format, Instant now) {
        return Payouts.lock(session, payoutId)
                .invoke(payout -> requireExportable(payout, format))
                .chain(payout -> Settings.find(session)
                        .map(row -> row.flatMap(settings::payer))
                        .invoke(payer -> requirePayer(format, payer))
                        .chain(payer -> lines(session, payoutId)
                                .map(lines -> new Export(file(payout, lines), format, payer.orElse(null)))))
                .call(() -> sent(session, payoutId, now));
    }

    private static Uni<List<LineToPay>> lines(Mutiny.StatelessSession session, String payoutId) {
        return session.createNativeQuery(LINES, String.class)
                .setParameter("id", payoutId)
                .getResultList()
                .map(rows -> Payouts.read(rows, LineToPay.class));
    }

    private static Uni<Integer> sent(Mutiny.StatelessSession session, String payoutId, Instant now) {
        return session.createNativeQuery(SENT)
                .setParameter("now", now)
                .setParameter("id", payoutId)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(EXPORTED)
                        .setParameter("now", now)
                        .setParameter("id", payoutId)
                        .executeUpdate());
    }

    private static void requireExportable(PayoutRow payout, Format format) {
        if (payout.stands() != PayoutStatus.PAYING)
            throw Problem.conflict(
                    "illegal_transition",
                    "A payout is exported while it is paying; this one is "
                            + payout.stands().wireName() + ".");
        if (payout.by() == PayoutMethod.PROVIDER)
            throw Problem.conflict("wrong_method", "Its payment provider pays it; a file would pay it again.");
        if (format == Format.PAIN_001 && payout.by() != PayoutMethod.BANK)
            throw Problem.conflict("wrong_method", "Only a payout by bank has the accounts that a bank needs.");
    }

    private static void requirePayer(Format format, Optional<Payer> payer) {
        if (format == Format.PAIN_001 && payer.isEmpty()) throw payerMissing();
    }

    private static Problem payerMissing() {
        return Problem.conflict(
                "payer_missing", "Say first from which account to pay: PUT /v1/payouts/settings {\"payer\": …}.");
    }

    private PaymentFile file(PayoutRow payout, List<LineToPay> lines) {
        var payments = lines.stream().map(line -> payment(payout, line)).toList();
        return new PaymentFile(
                payout.payoutId(),
                payout.currency(),
                Currencies.exponent(payout.currency()).orElseThrow(),
                Optional.ofNullable(payout.approvedAt()).orElse(payout.createdAt()),
                payments);
    }

    private Payment payment(PayoutRow payout, LineToPay line) {
        if (payout.by() == PayoutMethod.BANK && line.personal() == null)
            throw Problem.conflict(
                    "payee_forgotten",
                    "Where " + line.externalId() + " is paid was deleted: confirm " + line.lineId() + " as failed.");
        var fields =
                line.personal() == null ? Map.<String, String>of() : sealing.open(payout.tenantId(), line.personal());
        return new Payment(
                line.lineId(),
                line.externalId(),
                line.bookedMinor(),
                fields.get("name"),
                fields.get("iban"),
                fields.get("bic"));
    }
}

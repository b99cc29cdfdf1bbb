package io.grapevine.rewardissuing.payout;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payout on its way to a bank or a desk.
 *
 * @param approvedAt stands in the file as its time, so that the same payout is the same file
 * @param exponent digits of the currency's minor unit
 */
public record PaymentFile(String payoutId, String currency, int exponent, Instant approvedAt, List<Payment> payments) {

    public PaymentFile {
        payments = List.copyOf(payments);
    }

    /** One person's payment; an account that is not known is null, where the payout is not paid by it. */
    public record Payment(
            String lineId,
            String externalId,
            long amountMinor,
            @Nullable String name,
            @Nullable String iban,
            @Nullable String bic) {}

    public BigDecimal amount(Payment payment) {
        return BankText.major(payment.amountMinor(), exponent);
    }

    public BigDecimal total() {
        return BankText.major(payments.stream().mapToLong(Payment::amountMinor).reduce(0, Math::addExact), exponent);
    }
}

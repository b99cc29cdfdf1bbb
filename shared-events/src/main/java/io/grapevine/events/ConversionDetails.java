package io.grapevine.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the effective fact said of a conversion beside its amount, in the order's currency; a sign-up has a segment only.
 *
 * @param taxMinor as the shop said it; null = it did not
 * @param shippingMinor as the shop said it; null = it did not
 * @param discountMinor as the shop said it; null = it did not
 * @param segment of the customer, as the host names it; null = it does not
 * @param lines what the order consisted of, in its order; without those that tell neither what was bought nor for how much
 */
public record ConversionDetails(
        @Nullable Long taxMinor,
        @Nullable Long shippingMinor,
        @Nullable Long discountMinor,
        @Nullable String segment,
        List<Line> lines) {

    public ConversionDetails {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    /** Of a sign-up; null where there is nothing to say. */
    public static @Nullable ConversionDetails ofSignUp(@Nullable String segment) {
        return segment == null ? null : new ConversionDetails(null, null, null, segment, List.of());
    }

    /**
     * One line of an order. Prices are the shop's: the lines of an order may come to more than it (a discount) or to less.
     *
     * @param quantity null = 1
     * @param amountMinor price times quantity; null where no price was given. All of an order together fit into 64 bits: what would
     *     not is cut
     * @param refundedMinor how much of it went back by refunds that name its sku, at most {@code amountMinor}; null = nothing that is
     *     known. Refunds that name no line are in the conversion's {@code refundedMinor} alone
     */
    public record Line(
            @Nullable String sku,
            @Nullable String category,
            @Nullable Long quantity,
            @Nullable Long amountMinor,
            @Nullable Long refundedMinor) {}
}

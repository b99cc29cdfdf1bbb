package io.grapevine.attribution.replay;

import io.grapevine.events.ConversionDecided;
import java.util.List;
import java.util.Optional;

/** A conversion that would be credited otherwise: what it was, what it would be, and why. */
public record Difference(ConversionDecided was, ConversionDecided wouldBe) {

    public Difference {
        if (!was.conversionId().equals(wouldBe.conversionId()))
            throw new IllegalArgumentException(
                    "two conversions differ in any case: " + was.conversionId() + " and " + wouldBe.conversionId());
    }

    /** Empty where the credit stays, whatever else the explanation says. */
    public static Optional<Difference> between(ConversionDecided was, ConversionDecided wouldBe) {
        return creditOf(was).equals(creditOf(wouldBe)) ? Optional.empty() : Optional.of(new Difference(was, wouldBe));
    }

    public Because because() {
        return Because.of(was, wouldBe);
    }

    // Codes belong to one person, and which of them led to the credit is part of the reason, not of the credit.
    private static List<Object> creditOf(ConversionDecided decided) {
        return List.of(
                decided.outcome(),
                Optional.ofNullable(decided.reason()),
                decided.credits(),
                decided.upline(),
                Optional.ofNullable(decided.lostTo()));
    }
}

package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.model.Weight;

/** What one advocate earned of a conversion: the sum over their touches. */
public record Share(CodeOwner advocate, Weight weight, long amountMinor) {

    Share plus(Share other) {
        return new Share(advocate, weight.plus(other.weight), amountMinor + other.amountMinor);
    }
}

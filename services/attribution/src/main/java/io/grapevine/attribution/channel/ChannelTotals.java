package io.grapevine.attribution.channel;

import io.grapevine.attribution.journey.CodePoints;
import io.grapevine.attribution.journey.Journey;
import io.grapevine.attribution.model.CreditModel;
import io.grapevine.attribution.model.Weight;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.SortedMap;
import java.util.TreeMap;

/** What channels earn under one credit model, journey by journey; the order in which journeys come plays no part. */
public final class ChannelTotals {

    /** Shares are added in units of 2^-128: a billion journeys stay exact to 29 decimals, and no common denominator grows. */
    private static final int BITS = 128;

    private static final BigDecimal ONE = new BigDecimal(BigInteger.ONE.shiftLeft(BITS));

    private final CreditModel model;
    private final SortedMap<String, ChannelCredit> scaled = new TreeMap<>(CodePoints.ORDER);
    private ChannelCredit unattributed = ChannelCredit.NONE;

    public ChannelTotals(CreditModel model) {
        this.model = model;
    }

    /**
     * Adds journeys alike.
     *
     * @param value what the conversions were worth together
     */
    public void add(Journey journey, long conversions, BigDecimal value) {
        add(journey, model, conversions, value);
    }

    /** The same for journeys whose own milestones the model takes into account. */
    void add(Journey journey, CreditModel own, long conversions, BigDecimal value) {
        var earned = new ChannelCredit(BigDecimal.valueOf(conversions), value);
        if (journey.isEmpty()) {
            unattributed = unattributed.plus(earned);
            return;
        }
        var weights = own.weigh(journey);
        for (var i = 0; i < weights.size(); i++) {
            var share = scaled(weights.get(i));
            scaled.merge(
                    journey.touches().get(i).channel(),
                    new ChannelCredit(
                            earned.conversions().multiply(share), earned.value().multiply(share)),
                    ChannelCredit::plus);
        }
    }

    /** By channel in code point order; with {@link #unattributed} they sum to all that was added. */
    public SortedMap<String, ChannelCredit> credits() {
        var credits = new TreeMap<String, ChannelCredit>(CodePoints.ORDER);
        scaled.forEach((channel, credit) ->
                credits.put(channel, new ChannelCredit(unscaled(credit.conversions()), unscaled(credit.value()))));
        return credits;
    }

    /** What journeys without touches brought. */
    public ChannelCredit unattributed() {
        return unattributed;
    }

    private static BigDecimal scaled(Weight weight) {
        var twice = weight.part().shiftLeft(BITS + 1).divide(weight.whole());
        return new BigDecimal(twice.add(BigInteger.ONE).shiftRight(1));
    }

    private static BigDecimal unscaled(BigDecimal scaled) {
        return scaled.divide(ONE, MathContext.DECIMAL128);
    }
}

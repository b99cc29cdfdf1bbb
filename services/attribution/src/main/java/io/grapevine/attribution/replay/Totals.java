package io.grapevine.attribution.replay;

import io.grapevine.events.ConversionDecided;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What many decisions credit, by currency; amounts of two currencies are never added.
 *
 * @param byCurrency sign-ups, which have none, stand under {@link #SIGN_UPS}
 */
public record Totals(Map<String, Credit> byCurrency) {

    /** No currency is called so. */
    public static final String SIGN_UPS = "";

    public static final Totals NOTHING = new Totals(Map.of());

    public Totals {
        byCurrency = Map.copyOf(byCurrency);
    }

    public static Totals of(Collection<ConversionDecided> decisions) {
        var totals = new TreeMap<String, Credit>();
        for (var decided : decisions)
            totals.merge(decided.currency() == null ? SIGN_UPS : decided.currency(), credit(decided), Credit::plus);
        return new Totals(totals);
    }

    public Totals plus(Totals more) {
        var sum = new TreeMap<>(byCurrency);
        more.byCurrency.forEach((currency, credit) -> sum.merge(currency, credit, Credit::plus));
        return new Totals(sum);
    }

    /** What has to be added to the other ones to come to these. */
    public Totals minus(Totals less) {
        var difference = new TreeMap<>(byCurrency);
        less.byCurrency.forEach(
                (currency, credit) -> difference.merge(currency, Credit.NOTHING.minus(credit), Credit::plus));
        return new Totals(difference);
    }

    private static Credit credit(ConversionDecided decided) {
        var credited = decided.credits().stream()
                .mapToLong(ConversionDecided.Credit::amountMinor)
                .reduce(0, Math::addExact);
        return new Credit(1, decided.outcome() == ConversionDecided.Outcome.ATTRIBUTED ? 1 : 0, credited);
    }
}

package io.grapevine.attribution.channel;

import io.grapevine.attribution.journey.CodePoints;
import io.grapevine.attribution.model.Weights;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One model's channels as a report shows them: money in whole minor units that sum to what was attributed (decision-spec S3). */
final class ChannelTable {

    private final SortedMap<String, BigDecimal> conversions = new TreeMap<>(CodePoints.ORDER);
    private final SortedMap<String, SortedMap<String, Long>> values = new TreeMap<>(CodePoints.ORDER);

    private ChannelTable() {}

    /** @param attributed what the conversions with touches were worth, by currency */
    static ModelReport.Model of(
            String model, SortedMap<String, ChannelTotals> byCurrency, SortedMap<String, Long> attributed) {
        var table = new ChannelTable();
        byCurrency.forEach((currency, totals) -> table.add(currency, totals.credits(), attributed));
        return table.shown(model, null);
    }

    static ModelReport.Model shapley(
            SortedMap<String, ShapleyJourneys> byCurrency, SortedMap<String, Long> attributed) {
        var table = new ChannelTable();
        byCurrency.forEach((currency, journeys) -> table.add(currency, journeys.credits(), attributed));
        return table.shown("shapley", null);
    }

    /** The chain knows no currencies: a channel's share is the same of each. */
    static ModelReport.Model markov(MarkovAttribution solved, SortedMap<String, Long> attributed) {
        var table = new ChannelTable();
        var shares = new TreeMap<String, BigDecimal>(CodePoints.ORDER);
        solved.credits().forEach((channel, credit) -> {
            shares.put(channel, new BigDecimal(credit.share()));
            table.conversions.put(channel, new BigDecimal(credit.conversions()));
        });
        attributed.forEach((currency, minor) -> table.split(currency, minor, shares));
        return table.shown("markov", solved);
    }

    private void add(String currency, SortedMap<String, ChannelCredit> credits, SortedMap<String, Long> attributed) {
        var shares = new TreeMap<String, BigDecimal>(CodePoints.ORDER);
        credits.forEach((channel, credit) -> {
            conversions.merge(channel, credit.conversions(), BigDecimal::add);
            shares.put(channel, credit.value());
        });
        split(currency, attributed.getOrDefault(currency, 0L), shares);
    }

    private void split(String currency, long minor, SortedMap<String, BigDecimal> shares) {
        if (minor == 0) return;
        var channels = new ArrayList<>(shares.keySet());
        var parts = Weights.ofDecimals(new ArrayList<>(shares.values())).split(minor);
        for (var i = 0; i < channels.size(); i++)
            values.computeIfAbsent(channels.get(i), _ -> new TreeMap<>()).put(currency, parts.get(i));
    }

    private ModelReport.Model shown(String model, @Nullable MarkovAttribution markov) {
        return new ModelReport.Model(
                model,
                conversions.entrySet().stream()
                        .map(earned -> new ModelReport.Channel(
                                earned.getKey(),
                                earned.getValue().doubleValue(),
                                ModelTotals.money(values.getOrDefault(earned.getKey(), new TreeMap<>())),
                                removalEffect(markov, earned.getKey())))
                        .toList());
    }

    private static @Nullable Double removalEffect(@Nullable MarkovAttribution markov, String channel) {
        if (markov == null) return null;
        var credit = markov.credits().get(channel);
        return credit == null ? null : credit.removalEffect();
    }
}

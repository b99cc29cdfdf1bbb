package io.grapevine.attribution.channel;

import io.grapevine.events.Terms.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What channels earned over a period, by every model.
 *
 * @param total what all conversions were worth, by currency
 * @param unattributed what conversions without an eligible touch were worth; channels' values and this sum to the total under every model
 */
public record ModelReport(Journeys journeys, List<Money> total, List<Money> unattributed, List<Model> models) {

    public ModelReport {
        total = List.copyOf(total);
        unattributed = List.copyOf(unattributed);
        models = List.copyOf(models);
    }

    /**
     * How many there were.
     *
     * @param converted conversions, those without touches included
     * @param unattributed conversions without an eligible touch
     * @param lost journeys of people who did not convert
     */
    public record Journeys(long converted, long unattributed, long lost) {}

    /** @param channels in code point order */
    public record Model(String model, List<Channel> channels) {
        public Model {
            channels = List.copyOf(channels);
        }
    }

    /**
     * A channel's credit.
     *
     * @param conversions its share of the conversions
     * @param values its share of their value, by currency, in whole minor units
     * @param removalEffect for markov: the part of the conversions that would be lost without it
     */
    public record Channel(
            String channel,
            double conversions,
            List<Money> values,
            @Nullable Double removalEffect) {
        public Channel {
            values = List.copyOf(values);
        }
    }
}

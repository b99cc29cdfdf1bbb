package io.grapevine.attribution.channel;

import static java.util.stream.Collectors.groupingBy;

import io.grapevine.attribution.credit.CreditRule;
import io.grapevine.attribution.credit.SharedCredit;
import io.grapevine.attribution.journey.ChannelTouch;
import io.grapevine.attribution.journey.Journey;
import io.grapevine.attribution.model.CreditModel;
import io.grapevine.events.Terms.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts journeys by every model at once and forgets them; what it keeps grows with channels and currencies only. */
public final class ModelTotals {

    /** Whoever writes addresses names channels; work and memory of a Markov chain grow by their cube and square. */
    public static final int MOST_CHANNELS = 500;
    /** All channels that come up after so many others. */
    public static final String OTHER = "other";

    private static final String NO_CURRENCY = "";

    private static final Map<String, SharedCredit> MODELS = models();

    private final List<Counted> models;
    private final SortedMap<String, ShapleyJourneys> shapley = new TreeMap<>();
    private final MarkovChain markov = new MarkovChain();
    private final SortedMap<String, Long> total = new TreeMap<>();
    private final SortedMap<String, Long> unattributed = new TreeMap<>();
    private final Set<String> channels = new HashSet<>();
    private long converted;
    private long withoutTouches;
    private long lost;

    /** The usual models; {@code own} brings its half-life, or its weights as model {@code position}. */
    public ModelTotals(CreditRule own) {
        var all = new LinkedHashMap<>(MODELS);
        if (own instanceof SharedCredit.ByJourney(CreditModel.TimeDecay decay))
            all.put("time_decay", new SharedCredit.ByJourney(decay));
        if (own instanceof SharedCredit.ByJourney(CreditModel.Position position))
            all.put("position", new SharedCredit.ByJourney(position));
        models = all.entrySet().stream()
                .map(model -> new Counted(model.getKey(), model.getValue(), new TreeMap<>()))
                .toList();
    }

    private static Map<String, SharedCredit> models() {
        var models = new LinkedHashMap<String, SharedCredit>();
        models.put("first_touch", new SharedCredit.ByJourney(new CreditModel.FirstTouch()));
        models.put("last_touch", new SharedCredit.ByJourney(new CreditModel.LastTouch()));
        models.put("last_non_direct", new SharedCredit.ByJourney(new CreditModel.LastNonDirect()));
        models.put("linear", new SharedCredit.ByJourney(new CreditModel.Linear()));
        models.put("position_based", new SharedCredit.ByJourney(CreditModel.Position.POSITION_BASED));
        models.put("j_shaped", new SharedCredit.ByJourney(CreditModel.Position.J_SHAPED));
        models.put("inverse_j", new SharedCredit.ByJourney(CreditModel.Position.INVERSE_J));
        models.put("time_decay", new SharedCredit.ByJourney(CreditModel.TimeDecay.SEVEN_DAYS));
        models.put("w_shaped", new SharedCredit.WShaped());
        models.put("full_path", new SharedCredit.FullPath());
        return models;
    }

    /** How many journeys were counted. */
    public long size() {
        return converted + lost;
    }

    /** Counts some conversions; journeys through the same channels are weighed once by the models that see nothing else. */
    public void addConverted(Collection<ConvertedJourney> journeys) {
        var named = journeys.stream().map(this::named).toList();
        for (var journey : named) {
            count(journey);
            for (var model : models) if (model.looksAtTimes()) model.add(journey, 1, value(journey));
        }
        named.stream().collect(groupingBy(Path::of)).values().forEach(this::addAlike);
    }

    /** Counts the journey of somebody who did not convert. */
    public void addLost(Journey journey) {
        if (journey.isEmpty()) return;
        lost++;
        markov.add(JourneyGroup.lost(path(named(journey))));
    }

    public ModelReport report() {
        var reported = new ArrayList<ModelReport.Model>();
        for (var model : models) reported.add(ChannelTable.of(model.name(), model.byCurrency(), attributed()));
        reported.add(ChannelTable.markov(markov.solve(), attributed()));
        reported.add(ChannelTable.shapley(shapley, attributed()));
        return new ModelReport(
                new ModelReport.Journeys(converted, withoutTouches, lost), money(total), money(unattributed), reported);
    }

    private record Counted(String name, SharedCredit model, SortedMap<String, ChannelTotals> byCurrency) {

        void add(ConvertedJourney alike, long conversions, BigDecimal value) {
            var own = model.modelFor(alike.moments());
            byCurrency
                    .computeIfAbsent(currency(alike), _ -> new ChannelTotals(own))
                    .add(alike.journey(), own, conversions, value);
        }

        boolean looksAtTimes() {
            return switch (model) {
                case SharedCredit.ByJourney(CreditModel.TimeDecay _) -> true;
                case SharedCredit.ByJourney _ -> false;
                case SharedCredit.WShaped _, SharedCredit.FullPath _ -> true;
            };
        }
    }

    private record Path(List<String> channels, String currency) {
        static Path of(ConvertedJourney journey) {
            return new Path(path(journey.journey()), ModelTotals.currency(journey));
        }
    }

    private void addAlike(List<ConvertedJourney> alike) {
        var one = alike.getFirst();
        var value = alike.stream().map(ModelTotals::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        for (var model : models) if (!model.looksAtTimes()) model.add(one, alike.size(), value);
        if (one.journey().isEmpty()) return;
        var group = new JourneyGroup(path(one.journey()), alike.size(), 0, value);
        markov.add(group);
        shapley.computeIfAbsent(currency(one), _ -> new ShapleyJourneys()).add(group);
    }

    private void count(ConvertedJourney journey) {
        converted++;
        total.merge(currency(journey), journey.valueMinor(), Math::addExact);
        if (!journey.journey().isEmpty()) return;
        withoutTouches++;
        unattributed.merge(currency(journey), journey.valueMinor(), Math::addExact);
    }

    private SortedMap<String, Long> attributed() {
        var attributed = new TreeMap<>(total);
        unattributed.forEach((currency, minor) -> attributed.merge(currency, -minor, Math::addExact));
        return attributed;
    }

    private ConvertedJourney named(ConvertedJourney journey) {
        return new ConvertedJourney(
                named(journey.journey()), journey.moments(), journey.valueMinor(), journey.currency());
    }

    private Journey named(Journey journey) {
        return new Journey(journey.touches().stream()
                .map(touch -> new ChannelTouch(touch.id(), named(touch.channel()), touch.at(), touch.sequence()))
                .toList());
    }

    private String named(String channel) {
        if (channels.contains(channel)) return channel;
        if (channels.size() == MOST_CHANNELS) return OTHER;
        channels.add(channel);
        return channel;
    }

    private static List<String> path(Journey journey) {
        return journey.touches().stream().map(ChannelTouch::channel).toList();
    }

    private static BigDecimal value(ConvertedJourney journey) {
        return BigDecimal.valueOf(journey.valueMinor());
    }

    private static String currency(ConvertedJourney journey) {
        return journey.currency() == null ? NO_CURRENCY : journey.currency();
    }

    static List<Money> money(SortedMap<String, Long> byCurrency) {
        return byCurrency.entrySet().stream()
                .filter(amount -> !amount.getKey().equals(NO_CURRENCY))
                .map(amount -> new Money(amount.getValue(), amount.getKey()))
                .toList();
    }
}

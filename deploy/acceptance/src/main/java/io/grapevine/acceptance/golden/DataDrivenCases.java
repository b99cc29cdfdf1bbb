package io.grapevine.acceptance.golden;

import static io.grapevine.acceptance.golden.GoldenCase.decimal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.attribution.channel.CoalitionGame;
import io.grapevine.attribution.channel.JourneyGroup;
import io.grapevine.attribution.channel.MarkovAttribution;
import io.grapevine.attribution.channel.MarkovChain;
import io.grapevine.attribution.channel.ShapleyJourneys;
import io.grapevine.attribution.channel.State;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What channels earn over many journeys, by the channel core of attribution. */
final class DataDrivenCases {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DataDrivenCases() {}

    static JsonNode markov(GoldenCase golden) {
        var input = golden.input();
        var order = input.path("order").asInt(1);
        if (order != 1) throw new NotBuiltYet("a chain of order " + order);
        var chain = new MarkovChain();
        for (var path : input.path("paths")) {
            chain.add(new JourneyGroup(
                    texts(path.path("path")),
                    path.path("conversions").longValue(),
                    path.path("nulls").longValue(),
                    BigDecimal.ZERO));
        }
        return markov(chain.solve());
    }

    private static JsonNode markov(MarkovAttribution solved) {
        var output = NODES.objectNode().put("p_conversion", solved.conversionProbability());
        var transitions = output.putObject("transitions");
        for (var transition : solved.transitions())
            transitions.put(label(transition.from()) + " -> " + label(transition.to()), transition.probability());
        var effects = output.putObject("removal_effects");
        var shares = output.putObject("shares");
        var conversions = output.putObject("conversions");
        solved.credits().forEach((channel, credit) -> {
            effects.put(channel, credit.removalEffect());
            shares.put(channel, credit.share());
            conversions.put(channel, credit.conversions());
        });
        return output;
    }

    private static String label(State state) {
        return switch (state) {
            case State.Start() -> "(start)";
            case State.Channel(var name) -> name;
            case State.Conversion() -> "(conversion)";
            case State.Null() -> "(null)";
        };
    }

    static JsonNode shapleyGame(GoldenCase golden) {
        var input = golden.input();
        var values = new HashMap<Set<String>, BigDecimal>();
        for (var coalition : input.path("values").properties()) {
            if (values.put(members(coalition.getKey()), decimal(coalition.getValue())) != null)
                throw new IllegalArgumentException("coalition " + coalition.getKey() + " has two values");
        }
        var game = new CoalitionGame(new HashSet<>(texts(input.path("players"))), values);
        var output = NODES.objectNode();
        var phi = output.putObject("phi");
        game.phi().forEach((player, worth) -> phi.put(player, worth.doubleValue()));
        return output;
    }

    private static Set<String> members(String coalition) {
        return coalition.isEmpty() ? Set.of() : new HashSet<>(List.of(coalition.split("\\|", -1)));
    }

    static JsonNode shapleyPaths(GoldenCase golden) {
        var journeys = new ShapleyJourneys();
        for (var path : golden.input().path("paths"))
            journeys.add(JourneyGroup.converted(texts(path.path("path")), decimal(path.path("value"))));
        var output = NODES.objectNode();
        var phi = output.putObject("phi");
        journeys.credits()
                .forEach((channel, credit) -> phi.put(channel, credit.value().doubleValue()));
        return output;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}

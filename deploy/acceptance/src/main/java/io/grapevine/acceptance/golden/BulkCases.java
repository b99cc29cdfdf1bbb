package io.grapevine.acceptance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.acceptance.log.Csv;
import io.grapevine.attribution.channel.ChannelCredit;
import io.grapevine.attribution.channel.ChannelTotals;
import io.grapevine.attribution.channel.JourneyGroup;
import io.grapevine.attribution.channel.MarkovAttribution;
import io.grapevine.attribution.channel.MarkovChain;
import io.grapevine.attribution.channel.ShapleyJourneys;
import io.grapevine.attribution.journey.ChannelTouch;
import io.grapevine.attribution.journey.Journey;
import io.grapevine.attribution.model.CreditModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** A file of journeys, by every model that needs no times: one row for each channel. */
final class BulkCases {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String HEADER =
            "channel,first,last,linear,position,first_value,last_value,linear_value,position_value,"
                    + "markov_removal_effect,markov_share,markov_conversions,shapley_conversions";

    private BulkCases() {}

    static JsonNode bulkAttribution(GoldenCase golden) throws IOException {
        var groups =
                groups(golden.directory().resolve(golden.input().path("file").asText()));
        var chain = new MarkovChain();
        groups.forEach(chain::add);
        var markov = chain.solve();
        Files.createDirectories(golden.scratch());
        var file = golden.scratch().resolve(golden.id() + "_channels.csv").toAbsolutePath();
        Files.write(file, rows(groups, markov));
        var output = NODES.objectNode().put("file", file.toString());
        output.putObject("totals")
                .put("rows", groups.size())
                .put("conversions", sum(groups, JourneyGroup::conversions))
                .put("nulls", sum(groups, JourneyGroup::nulls))
                .put("value_minor", sum(groups, group -> group.value().longValueExact()))
                .put("p_conversion", markov.conversionProbability());
        return output;
    }

    private static long sum(List<JourneyGroup> groups, ToLongFunction<JourneyGroup> figure) {
        return groups.stream().mapToLong(figure).sum();
    }

    private static List<String> rows(List<JourneyGroup> groups, MarkovAttribution markov) {
        var shapley = new ShapleyJourneys();
        groups.forEach(shapley::add);
        var byModel = List.of(
                totals(new CreditModel.FirstTouch(), groups),
                totals(new CreditModel.LastTouch(), groups),
                totals(new CreditModel.Linear(), groups),
                totals(CreditModel.Position.POSITION_BASED, groups));
        var shares = shapley.credits();
        var rows = new ArrayList<String>();
        rows.add(HEADER);
        markov.credits().forEach((channel, credit) -> {
            var cells = new ArrayList<String>();
            cells.add(channel);
            var earned = byModel.stream()
                    .map(totals -> totals.getOrDefault(channel, ChannelCredit.NONE))
                    .toList();
            earned.forEach(model -> cells.add(model.conversions().toPlainString()));
            earned.forEach(model -> cells.add(model.value().toPlainString()));
            cells.add(Double.toString(credit.removalEffect()));
            cells.add(Double.toString(credit.share()));
            cells.add(Double.toString(credit.conversions()));
            cells.add(shares.getOrDefault(channel, ChannelCredit.NONE)
                    .conversions()
                    .toPlainString());
            rows.add(Csv.line(cells.toArray(String[]::new)));
        });
        return rows;
    }

    private static Map<String, ChannelCredit> totals(CreditModel model, List<JourneyGroup> groups) {
        var totals = new ChannelTotals(model);
        groups.forEach(group -> totals.add(journey(group.channels()), group.conversions(), group.value()));
        return totals.credits();
    }

    /** The file tells the order of touches and no times; the models asked here look at nothing else. */
    private static Journey journey(List<String> channels) {
        var touches = new ArrayList<ChannelTouch>();
        for (var channel : channels)
            touches.add(new ChannelTouch("t" + touches.size(), channel, Instant.EPOCH, touches.size()));
        return new Journey(touches);
    }

    private static List<JourneyGroup> groups(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        var header = Csv.cells(lines.getFirst());
        return lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(Csv::cells)
                .map(cells -> new JourneyGroup(
                        List.of(cells.get(header.indexOf("path")).split(" > ", -1)),
                        Long.parseLong(cells.get(header.indexOf("conversions"))),
                        Long.parseLong(cells.get(header.indexOf("nulls"))),
                        new BigDecimal(cells.get(header.indexOf("value_minor")))))
                .toList();
    }
}

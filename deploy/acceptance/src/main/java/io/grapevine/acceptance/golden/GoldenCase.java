package io.grapevine.acceptance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A case as its file has it.
 *
 * @param directory where files the case names lie
 * @param scratch where files that are part of a result go
 */
record GoldenCase(Path directory, Path scratch, JsonNode json) {
    String id() {
        return json.path("id").asText();
    }

    String op() {
        return json.path("op").asText();
    }

    JsonNode input() {
        return json.path("input");
    }

    /** The input, if it says nothing but what is known: one word more may change what is asked. */
    JsonNode inputOf(String... known) {
        var more = new ArrayList<String>();
        input().fieldNames().forEachRemaining(more::add);
        more.removeAll(List.of(known));
        if (!more.isEmpty()) throw new NotBuiltYet(op() + " with the inputs " + more);
        return input();
    }

    /** The one key an output of an undocumented shape is expected under, without its value. */
    String onlyExpectedKey() {
        var names = new ArrayList<String>();
        json.path("expected").fieldNames().forEachRemaining(names::add);
        if (names.size() != 1) throw new NotBuiltYet(op() + " with the outputs " + names);
        return names.getFirst();
    }

    /** Decimals come as strings, so that no double is ever between. */
    static BigDecimal decimal(JsonNode value) {
        return new BigDecimal(value.asText());
    }

    static List<BigDecimal> decimals(JsonNode values) {
        var decimals = new ArrayList<BigDecimal>();
        values.forEach(value -> decimals.add(decimal(value)));
        return decimals;
    }

    static List<Long> longs(JsonNode values) {
        var longs = new ArrayList<Long>();
        values.forEach(value -> longs.add(value.longValue()));
        return longs;
    }
}

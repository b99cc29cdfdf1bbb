package io.grapevine.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Ids;
import io.grapevine.acceptance.outcome.Binding;
import io.grapevine.acceptance.outcome.Differences;
import io.grapevine.acceptance.outcome.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the system says a program came to, read from the public API and nothing else.
 *
 * @param summary under the names of the golden cases; what the API did not tell is absent
 * @param events distinct events counted
 * @param signUps decided sign-ups, repeated ones included
 * @param orders decided orders
 */
public record Findings(
        SortedMap<String, Binding> bindings,
        SortedMap<String, Long> balances,
        ObjectNode summary,
        int events,
        int signUps,
        int orders) {

    /** Reads everything anew. */
    public static Findings read(Api api, String programKey) {
        var program = Api.encoded(programKey);
        var signUps = api.list("/v1/conversions?kind=signup&programKey=" + program);
        var purchases = api.list("/v1/conversions?kind=purchase&programKey=" + program);
        var bindings = bindingsIn(signUps);
        var balances = balancesIn(api.list("/v1/balances?programKey=" + program));
        var summary = JsonNodeFactory.instance.objectNode();
        Insights.read(api, program).writeTo(summary);
        summarizeSignUps(summary, signUps, bindings);
        summarizeOrders(summary, purchases);
        summary.put(
                "total_rewards_minor",
                balances.values().stream().mapToLong(Long::longValue).sum());
        return new Findings(
                bindings,
                balances,
                summary,
                summary.path("unique_events").intValue(),
                signUps.size(),
                purchases.size());
    }

    /** What an expected outcome says of bindings and balances that these findings do not, or the other way about. */
    public List<String> differencesFrom(Outcome expected) {
        var differences = new ArrayList<String>();
        differences.addAll(Differences.between("binding of", expected.bindings(), bindings));
        differences.addAll(Differences.between("balance of", expected.balances(), balances));
        return differences;
    }

    private static SortedMap<String, Binding> bindingsIn(List<JsonNode> signUps) {
        var bindings = new TreeMap<String, Binding>(Ids.BY_CODE_POINT);
        for (var signUp : signUps) {
            var advocate = signUp.path("advocate");
            if (!isAttributed(signUp)) continue;
            var binding = new Binding(
                    advocate.path("externalId").asText(),
                    advocate.path("referralCode").asText());
            var other = bindings.put(signUp.path("customerId").asText(), binding);
            if (other != null) throw new IllegalStateException("bound twice: " + signUp);
        }
        return bindings;
    }

    /** Zeros are left out, as in the golden files. */
    private static SortedMap<String, Long> balancesIn(List<JsonNode> people) {
        var balances = new TreeMap<String, Long>(Ids.BY_CODE_POINT);
        for (var person : people) {
            var owed = 0L;
            for (var balance : person.path("balances"))
                owed += balance.path("amount").longValue();
            if (owed != 0) balances.merge(person.path("externalId").asText(), owed, Math::addExact);
        }
        return balances;
    }

    private static void summarizeSignUps(ObjectNode summary, List<JsonNode> signUps, Map<String, Binding> bindings) {
        var customers = new HashSet<String>();
        var reasons = new TreeMap<String, Integer>();
        for (var signUp : signUps) {
            customers.add(signUp.path("customerId").asText());
            var reason =
                    isAttributed(signUp) ? "attributed" : signUp.path("reason").asText();
            reasons.merge(reason.toUpperCase(Locale.ROOT), 1, Integer::sum);
        }
        summary.put("customers", customers.size()).put("bound", bindings.size());
        reasons.forEach(summary.putObject("reasons")::put);
    }

    private static void summarizeOrders(ObjectNode summary, List<JsonNode> purchases) {
        var gross = 0L;
        var refunded = 0L;
        for (var purchase : purchases) {
            gross += minor(purchase.path("amount"));
            refunded += minor(purchase.path("refunded"));
        }
        summary.put("orders", purchases.size())
                .put("gross_minor", gross)
                .put("refunded_minor", refunded)
                .put("net_minor", gross - refunded);
    }

    private static boolean isAttributed(JsonNode conversion) {
        return conversion.path("outcome").asText().equals("attributed");
    }

    /** Money is an object with its currency. */
    private static long minor(JsonNode money) {
        return money.isObject() ? money.path("amount").longValue() : money.longValue();
    }
}

package io.grapevine.acceptance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.attribution.binding.Binding;
import io.grapevine.attribution.binding.Settlement;
import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.credit.AttributionModel;
import io.grapevine.attribution.credit.Policy;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.LookbackWindow;
import io.grapevine.attribution.journey.Touchpoint;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who brought whom, by the binding core of attribution. */
final class ReferralCases {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SIGN_UP = "SIGNUP";

    private ReferralCases() {}

    static JsonNode resolveReferrer(GoldenCase golden) {
        var input = golden.input();
        var events = distinct(input.path("events"));
        var signUps = signUps(events, policyIn(input.path("policy")), touchesByVisitor(events));
        var existing = new HashSet<String>();
        input.path("policy").path("existing_customers").forEach(customer -> existing.add(customer.asText()));
        var output = NODES.objectNode();
        var bindings = output.putObject("bindings");
        var settled = settle(signUps, codesIn(input.path("codes")), existing);
        settled.decisions().stream()
                .filter(decision -> isFirst(decision.signUp(), signUps))
                .forEach(decision -> bindings.set(decision.signUp().customer(), binding(decision.resolution())));
        return output;
    }

    static Settlement.Settled settle(List<SignUp> signUps, CodeBook codes, Set<String> existing) {
        var customers = signUps.stream().map(SignUp::customer).collect(Collectors.toSet());
        var loaded = new Binding.Loaded(customers, signUps, List.of(), Map.of(), codes, existing);
        return switch (Binding.settle(loaded)) {
            case Settlement.Settled settled -> settled;
            case Settlement.NeedsSignUpsOf(var missing) ->
                throw new IllegalStateException("every sign-up was given, yet those of " + missing + " are asked for");
        };
    }

    private static ObjectNode binding(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Brought brought ->
                NODES.objectNode()
                        .put("referrer", brought.advocate().externalId())
                        .put("via", brought.winner().evidenceClass() == EvidenceClass.CODE ? "CODE" : "LINK")
                        .put("touch", brought.winner().id())
                        .put("reason", "ATTRIBUTED");
            case Resolution.Nobody nobody ->
                NODES.objectNode()
                        .putNull("referrer")
                        .put("reason", nobody.reason().name());
        };
    }

    /** A repeated sign-up changes nothing, and a case tells of each customer once. */
    private static boolean isFirst(SignUp signUp, List<SignUp> all) {
        return all.stream()
                .filter(other -> other.customer().equals(signUp.customer()))
                .noneMatch(other -> other.order().isBefore(signUp.order()));
    }

    private static List<JsonNode> distinct(JsonNode events) {
        var byId = new HashMap<String, JsonNode>();
        events.forEach(event -> byId.putIfAbsent(event.path("id").asText(), event));
        return List.copyOf(byId.values());
    }

    private static List<SignUp> signUps(List<JsonNode> events, Policy policy, Map<String, List<Touchpoint>> touches) {
        var signUps = new ArrayList<SignUp>();
        for (var event : events) {
            if (!event.path("type").asText().equals(SIGN_UP)) continue;
            var order = order(event);
            var evidence =
                    new ArrayList<>(touches.getOrDefault(event.path("visitor").asText(), List.of()));
            var code = event.path("code");
            if (code.isTextual()) evidence.add(Touchpoint.code(order.eventId(), code.asText(), order.at()));
            signUps.add(new SignUp(event.path("customer").asText(), order, "golden", policy, evidence));
        }
        return signUps;
    }

    private static Map<String, List<Touchpoint>> touchesByVisitor(List<JsonNode> events) {
        var touches = new HashMap<String, List<Touchpoint>>();
        for (var event : events) {
            if (event.path("type").asText().equals(SIGN_UP)) continue;
            var order = order(event);
            touches.computeIfAbsent(event.path("visitor").asText(), _ -> new ArrayList<>())
                    .add(new Touchpoint(
                            order.eventId(),
                            EvidenceClass.valueOf(event.path("type").asText().toUpperCase(Locale.ROOT)),
                            event.path("code").asText(),
                            order.at(),
                            event.path("seq").longValue(),
                            event.path("priority").longValue(),
                            true));
        }
        return touches;
    }

    private static EventOrder order(JsonNode event) {
        return new EventOrder(
                OffsetDateTime.parse(event.path("ts").asText()).toInstant(),
                event.path("id").asText());
    }

    static Policy policyIn(JsonNode policy) {
        var window = policy.path("window_ms");
        var edge = policy.path("bound").asText("exclusive").equals("inclusive")
                ? LookbackWindow.Edge.INCLUSIVE
                : LookbackWindow.Edge.EXCLUSIVE;
        return new Policy(
                policy.path("program").asText("replay"),
                AttributionModel.valueOf(
                        policy.path("model").asText("last_touch").toUpperCase(Locale.ROOT)),
                new LookbackWindow(window.isNumber() ? Duration.ofMillis(window.longValue()) : null, edge));
    }

    private static CodeBook codesIn(JsonNode codes) {
        var owners = new HashMap<String, CodeOwner>();
        for (var code : codes) {
            var owner = code.path("owner").asText();
            owners.put(
                    code.path("code").asText(),
                    new CodeOwner(
                            code.path("program").asText(), code.path("code").asText(), "par_" + owner, owner, null));
        }
        return new CodeBook(owners);
    }
}

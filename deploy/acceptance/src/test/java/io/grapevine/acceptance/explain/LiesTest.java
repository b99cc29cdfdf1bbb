package io.grapevine.acceptance.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** A record that was changed after the decision, where it matters, no longer leads to what it states: an evaluator that agrees with all is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiesTest {
    private static final int WORLDS = 800;
    private List<JsonNode> records = List.of();

    /** Changes a record; false if there is nothing in it to lie about. */
    private interface Lie {
        boolean tell(ObjectNode record);
    }

    @BeforeAll
    void draw() {
        records = LongStream.range(0, WORLDS)
                .mapToObj(DrawnWorld::decisions)
                .flatMap(List::stream)
                .map(EvaluatorAgreementTest::json)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyLieIsSeen() {
        return Stream.of(
                lie(
                        "another outcome",
                        record -> set(record, "outcome", isAttributed(record) ? "unattributed" : "attributed")),
                lie("another reason", record -> record.has("reason") && set(record, "reason", "not_human")),
                lie("another winner", LiesTest::swapWinner),
                lie("a winner without a code", record -> touches(record) && unset(winner(record), "externalId")),
                lie(
                        "a winner that was a machine",
                        record -> touches(record) && winner(record) != null && set(winner(record), "human", false)),
                lie(
                        "somebody else's code",
                        record -> isAttributed(record) && set(winner(record), "externalId", "mallory")),
                lie(
                        "another advocate",
                        record -> isAttributed(record) && set(record.path("advocate"), "externalId", "mallory")),
                lie(
                        "another code",
                        record -> isAttributed(record) && set(record.path("advocate"), "referralCode", "M1")),
                lie(
                        "another participant",
                        record -> isAttributed(record) && set(record.at("/credits/0"), "participantId", "par_m")),
                lie("a cent more", LiesTest::addCent),
                lie("half the weight", LiesTest::halveWeight),
                lie("half a touch's weight", LiesTest::halveTouch),
                lie("a refund forgotten", LiesTest::forgetRefund),
                lie("a touch a millisecond over the edge", LiesTest::moveTouch),
                lie("a sign-up a millisecond over the edge", LiesTest::moveSignUp),
                lie("a touch after the conversion", LiesTest::delayTouch),
                lie("another clock", record -> shift(record.at("/explanation/basis"), "clock", 1)),
                lie("nobody above whom", LiesTest::cutCycle),
                lie("another upline", record -> set(record.at("/upline/0"), "externalId", "mallory")),
                lie(
                        "an upline forgotten",
                        record -> record.path("upline").size() > 0 && removeLast(record.path("upline"))),
                lie("a higher minimum", LiesTest::raiseMinimum),
                lie("too late by a millisecond", LiesTest::delayArrival),
                lie("another program goes first", LiesTest::swapContenders),
                lie("lost to another", record -> record.has("lostTo") && set(record, "lostTo", "others")),
                lie("a repeated sign-up", LiesTest::repeatSignUp),
                lie(
                        "a person who refused",
                        record -> isAttributed(record) && set(record.at("/explanation/basis"), "consent", "denied")),
                lie("a person who agreed", LiesTest::agree),
                lie(
                        "a winner that nobody agreed to",
                        record -> touches(record) && set(winner(record), "consent", "pending")));
    }

    private DynamicTest lie(String name, Lie lie) {
        return DynamicTest.dynamicTest(name, () -> {
            var told = 0;
            for (var honest : records) {
                var record = (ObjectNode) honest.deepCopy();
                if (!lie.tell(record)) continue;
                told++;
                // When
                var differences = Agreement.differences(RecordJson.read(record));
                // Then
                assertThat(differences).as("%s", record).isNotEmpty();
            }
            assertThat(told).as("records to lie about").isPositive();
        });
    }

    private static boolean swapWinner(ObjectNode record) {
        if (!rule(record).equals("touch")) return false;
        var winner = winner(record);
        for (var candidate : candidates(record)) {
            if (winner == null || candidate == winner || !candidate.has("externalId")) continue;
            ((ObjectNode) winner).put("winner", false).put("lostBecause", "earlier_touch");
            ((ObjectNode) candidate).put("winner", true).remove(List.of("lostBecause"));
            return true;
        }
        return false;
    }

    private static boolean addCent(ObjectNode record) {
        var credit = record.at("/credits/0");
        if (credit.isMissingNode()) return false;
        ((ObjectNode) credit).put("amountMinor", credit.path("amountMinor").longValue() + 1);
        return true;
    }

    private static boolean halveWeight(ObjectNode record) {
        var credit = record.at("/credits/0");
        if (credit.isMissingNode()) return false;
        ((ObjectNode) credit).put("weight", credit.path("weight").doubleValue() / 2);
        return true;
    }

    private static boolean halveTouch(ObjectNode record) {
        var winner = winner(record);
        if (winner == null || !winner.has("weight")) return false;
        ((ObjectNode) winner).put("weight", winner.path("weight").doubleValue() / 2);
        return true;
    }

    private static boolean forgetRefund(ObjectNode record) {
        if (!isAttributed(record) || record.path("refundedMinor").longValue() == 0) return false;
        record.put("refundedMinor", 0);
        return true;
    }

    /** From inside the lookback window to outside, or in from there. */
    private static boolean moveTouch(ObjectNode record) {
        var explanation = record.path("explanation");
        if (!explanation.has("lookback")) return false;
        var edge = Instant.parse(explanation.at("/basis/clock").asText())
                .minus(Duration.parse(explanation.path("lookback").asText()));
        for (var candidate : candidates(record)) {
            var isTouch = rule(record).equals("journey")
                    || !candidate.path("evidenceClass").asText().equals("code");
            if (!isTouch || !candidate.has("externalId") || !at(candidate, "at").equals(edge)) continue;
            return shift(candidate, "at", explanation.path("edge").asText().equals("inclusive") ? -1 : 1);
        }
        return false;
    }

    /** From inside the conversion window to outside, or in from there. */
    private static boolean moveSignUp(ObjectNode record) {
        var basis = record.at("/explanation/basis");
        if (!rule(record).equals("binding") || !basis.has("conversionWindow")) return false;
        var end = at(basis, "signedUpAt")
                .plus(Duration.parse(basis.path("conversionWindow").asText()));
        if (!end.equals(at(basis, "clock"))) return false;
        var by = basis.path("conversionEdge").asText().equals("inclusive") ? -1 : 1;
        return shift(basis, "signedUpAt", by) && shift(record.path("explanation"), "boundAt", by);
    }

    private static boolean delayTouch(ObjectNode record) {
        var winner = winner(record);
        if (winner == null || !touches(record)) return false;
        ((ObjectNode) winner).put("at", at(record, "occurredAt").plusMillis(1).toString());
        return true;
    }

    private static boolean cutCycle(ObjectNode record) {
        for (var candidate : candidates(record))
            if (candidate.path("lostBecause").asText().equals("cycle"))
                return unset(record.path("explanation"), "lineage");
        return false;
    }

    private static boolean raiseMinimum(ObjectNode record) {
        var minimum = record.at("/explanation/basis/eligibility/minPurchase");
        if (!isAttributed(record) || !record.has("orderId") || minimum.isMissingNode()) return false;
        ((ObjectNode) minimum).put("amount", record.path("amountMinor").longValue() + 1);
        return true;
    }

    private static boolean delayArrival(ObjectNode record) {
        var basis = record.at("/explanation/basis");
        if (!basis.has("lateness") || record.path("reason").asText().equals("too_late")) return false;
        ((ObjectNode) basis)
                .put(
                        "lateBy",
                        Duration.parse(basis.path("lateness").asText())
                                .plusMillis(1)
                                .toString());
        return true;
    }

    private static boolean swapContenders(ObjectNode record) {
        if (!(record.at("/explanation/contest/contenders") instanceof ArrayNode contenders)) return false;
        var first = (ObjectNode) contenders.remove(0);
        contenders.add(first.put("winner", false));
        return set(contenders.get(0), "winner", true);
    }

    private static boolean agree(ObjectNode record) {
        var basis = record.at("/explanation/basis");
        return record.path("reason")
                        .asText()
                        .equals("consent_" + basis.path("consent").asText())
                && unset(basis, "consent");
    }

    private static boolean repeatSignUp(ObjectNode record) {
        return record.path("kind").asText().equals("signup")
                && isAttributed(record)
                && set(record.at("/explanation/basis"), "signedUpBy", "an-earlier-one");
    }

    private static boolean isAttributed(JsonNode record) {
        return record.path("outcome").asText().equals("attributed");
    }

    private static String rule(JsonNode record) {
        return record.at("/explanation/rule").asText();
    }

    private static boolean touches(JsonNode record) {
        return rule(record).equals("touch") || rule(record).equals("journey");
    }

    private static Iterable<JsonNode> candidates(JsonNode record) {
        return record.at("/explanation/candidates");
    }

    private static @Nullable JsonNode winner(JsonNode record) {
        return StreamSupport.stream(candidates(record).spliterator(), false)
                .filter(candidate -> candidate.path("winner").asBoolean())
                .findFirst()
                .orElse(null);
    }

    private static Instant at(JsonNode node, String name) {
        return Instant.parse(node.path(name).asText());
    }

    private static boolean shift(JsonNode node, String name, int millis) {
        return set(node, name, at(node, name).plusMillis(millis).toString());
    }

    private static boolean set(@Nullable JsonNode node, String name, String value) {
        if (!(node instanceof ObjectNode object)) return false;
        object.put(name, value);
        return true;
    }

    private static boolean set(@Nullable JsonNode node, String name, boolean value) {
        if (!(node instanceof ObjectNode object)) return false;
        object.put(name, value);
        return true;
    }

    private static boolean unset(@Nullable JsonNode node, String name) {
        return node instanceof ObjectNode object && object.remove(name) != null;
    }

    private static boolean removeLast(JsonNode array) {
        ((ArrayNode) array).remove(array.size() - 1);
        return true;
    }
}

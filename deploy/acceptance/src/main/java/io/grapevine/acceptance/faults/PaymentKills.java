package io.grapevine.acceptance.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.faults.evidence.Stores;
import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.replay.Tenancy;
import io.grapevine.acceptance.running.Patience;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Kills reward-issuing where a crash could pay twice or not at all: within the signature's transaction, between it and the first request to
 * the payment provider, between the payment and the answer's being written down, and between a merchant's yes and its effect.
 */
final class PaymentKills implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "reward-issuing";
    private static final String DATABASE = "reward_issuing";
    private static final String PROGRAM = "payments";
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final long AMOUNT = 10_000;
    private static final long COMMISSION = 1_000;
    private static final long THANKS = 300;
    private static final Duration BACK_WITHIN = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Patience WAITING = new Patience(PATIENCE, Duration.ofMillis(20));
    /** A kill in ten comes late, so as many as this never come in a row. */
    private static final int TRIES = 10;

    private static final String DEFINITION = """
            {"name": "Payments", "destination": "https://shop.example/", "attribution": {"model": "last_touch", "lookback": "30d"},
             "rewards": [{"id": "commission", "on": "purchase", "to": "advocate", "give": {"percent": 10}},
              {"id": "thanks", "on": "purchase", "to": "friend", "give": {"credit": {"amount": %d, "currency": "EUR"}},
               "approval": {"callback": "%s", "otherwise": "refuse"}}]}""";

    /** Holds the signature's transaction, with everything in it, for as long as the kill takes. */
    private static final String HOLD_THE_SIGNATURE = """
            create function hold_the_signature() returns trigger language plpgsql as $$
            begin
                perform pg_sleep(3);
                return null;
            end $$;
            create trigger hold_the_signature after update on payouts for each statement execute function hold_the_signature();""";

    private static final String LET_GO =
            "drop trigger hold_the_signature on payouts; drop function hold_the_signature();";
    private static final String WAIT_FOR_THE_SIGNATURE = """
            do $$ begin
                while (select status from payouts where payout_id = '%s') = 'awaiting_approval' loop
                    perform pg_sleep(0.002);
                end loop;
            end $$""";

    private final RunningSystem system;
    private final Stores stores;
    private final Progress progress;
    private final Receivers receivers = new Receivers();
    private final String advocate;
    private final String customer;
    private final Api machine;
    private final Api ann;
    private final Api bob;
    private final List<String> payouts = new ArrayList<>();
    private int orders;

    PaymentKills(RunningSystem system, String tenant, Progress progress) {
        this.system = system;
        this.stores = new Stores(system);
        this.progress = progress;
        this.advocate = "anna-" + tenant;
        this.customer = "bea-" + tenant;
        var operator = new Api(system.origin(), "gv_ok_demo", PATIENCE);
        this.machine = new Tenancy(operator).enter(tenant);
        this.ann = signer(operator, tenant, "ann");
        this.bob = signer(operator, tenant, "bob");
        prepare();
    }

    /**
     * What came of it.
     *
     * @param kills at each edge, those that hit it
     * @param askedAgain payments and questions that were asked for more than once, each under one key
     * @param complaints what was paid twice, is missing or does not add up; nothing if all is well
     */
    record Outcome(int kills, int late, int askedAgain, List<String> complaints) {
        static final int EDGES = 4;

        Outcome {
            complaints = List.copyOf(complaints);
        }
    }

    Outcome run(int rounds) {
        var late = 0;
        for (var round = 1; round <= rounds; round++) {
            late += untilHit(this::killWhileItIsSigned);
            progress.tell("%d of %d: killed with the signature's transaction open", round, rounds);
        }
        for (var round = 1; round <= rounds; round++) {
            late += untilHit(this::killBeforeTheFirstRequest);
            progress.tell("%d of %d: killed with the payout booked and its provider not asked", round, rounds);
        }
        for (var round = 1; round <= rounds; round++) {
            late += untilHit(this::killBeforeTheAnswerIsKept);
            progress.tell("%d of %d: killed with the payment made and its answer lost", round, rounds);
        }
        for (var round = 1; round <= rounds; round++) {
            late += untilHit(this::killBeforeTheYesIsKept);
            progress.tell("%d of %d: killed with the merchant's yes given and not taken down", round, rounds);
        }
        return new Outcome(rounds, late, askedAgain(), complaints());
    }

    @Override
    public void close() {
        receivers.close();
    }

    private boolean killWhileItIsSigned() {
        buy();
        var payout = create();
        stores.change(DATABASE, HOLD_THE_SIGNATURE);
        boolean hit;
        try {
            approveInTheBackground(payout);
            WAITING.await(
                    "the signature",
                    () -> stores.count(DATABASE, "select count(*) from pg_stat_activity where wait_event = 'PgSleep'")
                            > 0);
            system.parts().kill(SERVICE);
            hit = statusOf(payout).equals("awaiting_approval");
        } finally {
            stores.change(DATABASE, LET_GO);
        }
        back();
        settle(payout);
        return hit;
    }

    private boolean killBeforeTheFirstRequest() {
        buy();
        var payout = create();
        var asked = receivers.paymentsAsked().size();
        approveInTheBackground(payout);
        stores.change(DATABASE, WAIT_FOR_THE_SIGNATURE.formatted(payout));
        system.parts().kill(SERVICE);
        var hit = receivers.paymentsAsked().size() == asked;
        back();
        settle(payout);
        return hit;
    }

    private boolean killBeforeTheAnswerIsKept() {
        buy();
        var payout = create();
        var killed = new AtomicBoolean();
        receivers.afterTheNextPayment(() -> {
            system.parts().kill(SERVICE);
            killed.set(true);
        });
        approveInTheBackground(payout);
        WAITING.await("the payment", killed::get);
        var hit = !statusOf(payout).equals("settled");
        back();
        settle(payout);
        return hit;
    }

    private boolean killBeforeTheYesIsKept() {
        var killed = new AtomicBoolean();
        receivers.beforeTheNextAnswer(() -> {
            system.parts().kill(SERVICE);
            killed.set(true);
        });
        send(purchase());
        WAITING.await("the question", killed::get);
        var hit = thanked() < orders;
        back();
        awaitRewarded();
        return hit;
    }

    private static int untilHit(BooleanSupplier kill) {
        for (var late = 0; late < TRIES; late++) if (kill.getAsBoolean()) return late;
        throw new IllegalStateException("the edge was missed " + TRIES + " times in a row");
    }

    private Api signer(Api operator, String tenant, String person) {
        var minted = operator.post(
                        "/v1/tenants/" + tenant + "/keys",
                        json("{\"kind\": \"secret\", \"person\": \"" + person + "\"}"))
                .orThrow()
                .json();
        return operator.withKey(minted.path("key").asText());
    }

    private void prepare() {
        var _ = machine.put("/v1/programs/" + PROGRAM, json(DEFINITION.formatted(THANKS, receivers.approvals())))
                .orThrow();
        var _ = machine.post(
                        "/v1/programs/" + PROGRAM + "/participants",
                        json("{\"externalId\": \"%s\", \"referralCode\": \"PAY\"}".formatted(advocate)))
                .orThrow();
        WAITING.await(
                "a person's key",
                () -> ann.get("/v1/payouts").isSuccess()
                        && bob.get("/v1/payouts").isSuccess());
        var _ = ann.put(
                        "/v1/payouts/settings",
                        json("{\"provider\": {\"url\": \"%s\"}}".formatted(receivers.payments())))
                .orThrow();
        var _ = machine.put("/v1/payees/" + advocate, json("{\"name\": \"Anna\", \"providerAccount\": \"acct_anna\"}"))
                .orThrow();
        send("""
                {"id": "signup-%1$s", "type": "signup", "time": "%2$s", "data": {"programKey": "payments", "customerId": "%1$s", \
                "referralCode": "PAY"}}""".formatted(customer, AT));
    }

    /** One order, its commission payable and its thanks approved. */
    private void buy() {
        send(purchase());
        awaitRewarded();
    }

    private String purchase() {
        orders++;
        return """
                {"id": "buy-%1$s-%2$d", "type": "purchase", "time": "%3$s", "data": {"programKey": "payments", \
                "orderId": "order-%1$s-%2$d", "customerId": "%1$s", "amount": %4$d, "currency": "EUR"}}""".formatted(customer, orders, AT.plusSeconds(orders), AMOUNT);
    }

    private void send(String event) {
        var answer = machine.post("/v1/events", json("{\"events\": [" + event + "]}"))
                .orThrow()
                .json();
        if (answer.path("accepted").asInt() != 1) throw new IllegalStateException("refused: " + answer);
    }

    private void awaitRewarded() {
        WAITING.await(
                "all rewards",
                () -> thanked() >= orders
                        && count("rule_id = 'commission' and status in ('released', 'fulfilled')") >= orders);
    }

    private long thanked() {
        return count("rule_id = 'thanks' and status = 'released'");
    }

    private long count(String condition) {
        return stores.count(DATABASE, "select count(*) from rewards where customer_id = ? and " + condition, customer);
    }

    private String create() {
        var created = ann.post("/v1/payouts", json("{\"currency\": \"EUR\", \"method\": \"provider\"}"))
                .orThrow()
                .json();
        if (!created.path("status").asText().equals("awaiting_approval"))
            throw new IllegalStateException("nothing to approve: " + created);
        payouts.add(created.path("id").asText());
        return payouts.getLast();
    }

    /** Whoever signs may be left without an answer: that is what is tried. */
    private void approveInTheBackground(String payout) {
        var _ = Thread.startVirtualThread(() -> {
            try {
                var _ = bob.postOnce(
                        "/v1/payouts/" + payout + "/approve",
                        "application/json",
                        "{}".getBytes(StandardCharsets.UTF_8));
            } catch (IOException lost) {
                progress.tell("the signature of %s went without an answer", payout);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Signed again, as whoever got no answer would; it is one payout all the same. */
    private void settle(String payout) {
        var _ = bob.post("/v1/payouts/" + payout + "/approve", json("{}")).orThrow();
        WAITING.await("the payment of " + payout, () -> statusOf(payout).equals("settled"));
    }

    private String statusOf(String payout) {
        return stores.column(DATABASE, "select status from payouts where payout_id = ?", payout)
                .getFirst();
    }

    private void back() {
        system.awaitBack(SERVICE, BACK_WITHIN);
    }

    private int askedAgain() {
        var asked = receivers.paymentsAsked().size() + receivers.questions().size();
        return asked
                - receivers.paidMinor().size()
                - (int) receivers.questions().stream().distinct().count();
    }

    private List<String> complaints() {
        payTheRest();
        var complaints = new ArrayList<String>();
        var owed = orders * COMMISSION;
        var left = receivers.paidMinor().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        note(complaints, left == owed, "the provider paid " + left + ", owed were " + owed);
        note(
                complaints,
                receivers.paidMinor().size() == payouts.size(),
                payouts.size() + " payouts were paid as "
                        + receivers.paidMinor().size());
        var cash = balance(advocate).path("byKind").path("cash");
        note(complaints, cash.path("paid").asLong() == owed, "the books say " + cash + ", paid were " + owed);
        note(complaints, cash.path("amount").asLong() == 0, "the books still owe " + cash);
        note(complaints, thanked() == orders, thanked() + " of " + orders + " answers took effect");
        note(complaints, count("true") == 2L * orders, count("true") + " rewards for " + orders + " orders");
        var thanks = balance(customer).path("released").asLong();
        note(complaints, thanks == orders * THANKS, "the friend has " + thanks + " for " + orders + " orders");
        machine.get("/v1/ledger/verify")
                .orThrow()
                .json()
                .path("problems")
                .forEach(problem -> complaints.add(problem.asText()));
        return complaints;
    }

    /** What the last orders earned was in no payout yet. */
    private void payTheRest() {
        if (count("rule_id = 'commission' and status = 'released'") > 0) settle(create());
    }

    private JsonNode balance(String person) {
        return machine.get("/v1/balances/" + person)
                .orThrow()
                .json()
                .path("balances")
                .path(0);
    }

    private static void note(List<String> complaints, boolean right, String what) {
        if (!right) complaints.add(what);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("no JSON: " + text, broken);
        }
    }
}

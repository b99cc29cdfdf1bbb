package io.grapevine.acceptance.faults;

import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.faults.evidence.Broker;
import io.grapevine.acceptance.faults.evidence.Stores;
import io.grapevine.acceptance.reference.Policy;
import io.grapevine.acceptance.reference.Reference;
import io.grapevine.acceptance.replay.Play;
import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.replay.Sending;
import io.grapevine.acceptance.replay.Settling;
import io.grapevine.acceptance.replay.WireEvents;
import io.grapevine.acceptance.running.Patience;
import io.grapevine.acceptance.running.RunningSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Kills reward-issuing at the two edges where a crash could double or lose money: its transaction is committed and the log does not know
 * that it read, or the log has the reward and the outbox does not know that it was told. A kill that came late hit nothing and is done again.
 */
final class EdgeKills {
    private static final String SERVICE = "reward-issuing";
    private static final String DATABASE = "reward_issuing";
    private static final String GROUP = "reward-issuing.decisions";
    private static final String TOPIC = "grapevine.rewards";
    private static final String CURRENCY = "USD";
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration BACK_WITHIN = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Offsets follow within a quarter of a second: whoever looks later finds them committed. */
    private static final Patience WAITING = new Patience(PATIENCE, Duration.ofMillis(3));
    /** A kill in ten comes late, so as many as this never come in a row. */
    private static final int TRIES = 10;

    /** Holds the relay between the broker's acknowledgement and the row's end for as long as the kill takes. */
    private static final String HOLD_THE_MARK = """
            create function hold_the_mark() returns trigger language plpgsql as $$
            begin
                perform pg_sleep(2);
                return null;
            end $$;
            create trigger hold_the_mark before delete on outbox for each statement execute function hold_the_mark();""";

    private static final String WAIT_FOR_A_REWARD = """
            do $$ begin
                while (select count(distinct order_id) from rewards where customer_id = '%s') <= %d loop
                    perform pg_sleep(0.002);
                end loop;
            end $$""";

    private static final String LET_GO = "drop trigger hold_the_mark on outbox; drop function hold_the_mark();";

    private final RunningSystem system;
    private final Broker broker;
    private final Stores stores;
    private final Api api;
    private final Sending sending;
    private final Settling settling;
    private final Progress progress;
    private final String customer;
    private final List<Fact> facts = new ArrayList<>();
    private int orders;

    EdgeKills(RunningSystem system, Broker broker, String tenant, Progress progress) {
        this.system = system;
        this.broker = broker;
        this.stores = new Stores(system);
        this.progress = progress;
        this.customer = "bea-" + tenant;
        var people = List.<Fact>of(
                new Fact.Share("share-" + tenant, AT, "ANNA", "anna", "link", "A"),
                new Fact.SignUp("signup-" + tenant, AT.plusSeconds(1), customer, null, "ANNA"));
        this.api = new Play(system.origin(), "gv_ok_demo", PATIENCE, QUIET, progress).prepare(tenant, people, null);
        this.sending = new Sending(api, new WireEvents(Play.PROGRAM_KEY, CURRENCY), progress);
        this.settling = new Settling(api, Play.PROGRAM_KEY, QUIET, PATIENCE, progress);
        send(people);
    }

    /**
     * What came of it.
     *
     * @param kills at each edge, those that hit it
     * @param complaints what was doubled, is missing or does not add up; nothing if all is well
     */
    record Outcome(int kills, int late, int toldTwice, List<String> complaints) {
        Outcome {
            complaints = List.copyOf(complaints);
        }
    }

    Outcome run(int rounds) {
        var late = 0;
        buy();
        awaitRewarded();
        for (var round = 1; round <= rounds; round++) {
            late += untilHit(this::killBeforeTheOffset);
            progress.tell("%d of %d: killed with its transaction committed and its offset not", round, rounds);
        }
        var starts = broker.ends();
        for (var round = 1; round <= rounds; round++) {
            late += untilHit(this::killBeforeTheMark);
            progress.tell("%d of %d: killed with the reward told and its outbox row there", round, rounds);
        }
        return new Outcome(rounds, late, toldTwice(starts), complaints());
    }

    private static int untilHit(BooleanSupplier kill) {
        for (var late = 0; late < TRIES; late++) if (kill.getAsBoolean()) return late;
        throw new IllegalStateException("the edge was missed " + TRIES + " times in a row");
    }

    private boolean killBeforeTheOffset() {
        var rewarded = rewards();
        buy();
        // The database itself waits: whoever asked it again and again would come too late.
        stores.change(DATABASE, WAIT_FOR_A_REWARD.formatted(customer, rewarded));
        system.parts().kill(SERVICE);
        var hit = broker.lags().getOrDefault(GROUP, 0L) > 0;
        back();
        return hit;
    }

    private boolean killBeforeTheMark() {
        stores.change(DATABASE, HOLD_THE_MARK);
        boolean hit;
        try {
            var told = told();
            buy();
            WAITING.await("a reward event", () -> told() > told);
            system.parts().kill(SERVICE);
            hit = stores.outboxRows().getOrDefault(DATABASE, 0L) > 0;
        } finally {
            stores.change(DATABASE, LET_GO);
        }
        back();
        return hit;
    }

    private void buy() {
        orders++;
        send(List.of(new Fact.Purchase(
                "buy-" + orders, AT.plusSeconds(10 + orders), "order-" + orders, customer, 1_000 + orders, CURRENCY)));
    }

    private void send(List<Fact> some) {
        var sent = sending.send(some);
        if (!sent.refused().isEmpty()) throw new IllegalStateException("refused: " + sent.refused());
        facts.addAll(some);
    }

    private void back() {
        system.awaitBack(SERVICE, BACK_WITHIN);
        awaitRewarded();
    }

    /** Everything that was bought so far is rewarded and told, so that the next kill meets one purchase alone. */
    private void awaitRewarded() {
        WAITING.await(
                "all rewards", () -> rewards() >= orders && stores.outboxRows().getOrDefault(DATABASE, 0L) == 0);
        WAITING.await("the offsets", () -> broker.lags().getOrDefault(GROUP, 0L) == 0);
    }

    private long rewards() {
        return stores.count(DATABASE, "select count(distinct order_id) from rewards where customer_id = ?", customer);
    }

    private long told() {
        return broker.ends().entrySet().stream()
                .filter(end -> end.getKey().topic().equals(TOPIC))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many events are in the log more than once; each of them under one id. */
    private int toldTwice(Map<TopicPartition, Long> starts) {
        var rewards = starts.entrySet().stream()
                .filter(start -> start.getKey().topic().equals(TOPIC))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var ids = broker.records(rewards).stream()
                .map(record -> new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        return (int) ids.values().stream().filter(times -> times > 1).count();
    }

    private List<String> complaints() {
        var complaints = new ArrayList<String>();
        var settled = settling.await(Settling.Expected.of(facts));
        if (!settled.complete()) complaints.add(settled.remark());
        complaints.addAll(settled.findings().differencesFrom(Reference.reckon(facts, Policy.golden(CURRENCY))));
        complaints.addAll(new AfterCheck(api).duplicateRewards());
        api.get("/v1/ledger/verify")
                .orThrow()
                .json()
                .path("problems")
                .forEach(problem -> complaints.add(problem.asText()));
        return complaints;
    }
}

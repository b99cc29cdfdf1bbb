package io.grapevine.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.faults.AfterCheck;
import io.grapevine.acceptance.reference.Policy;
import io.grapevine.acceptance.reference.Reference;
import io.grapevine.acceptance.replay.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens at one moment ends as if it had come one by one in event order. */
@ExtendWith(AssembledSystem.class)
class RacesIT {
    private static final int ROUNDS = 200;
    private static final int BUYERS = 50;
    /** Rounds that share their requests, so that ten thousand posts fit into a minute. */
    private static final int ROUNDS_AT_A_TIME = 20;

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void clickAndSignUpAtOneMomentBindAsTheReferenceSays(RunningSystem system) throws Exception {
        // Given
        var clicks = new ArrayList<Fact>();
        var signUps = new ArrayList<Fact>();
        for (var i = 0; i < ROUNDS; i++) {
            clicks.add(new Fact.Click("click-" + i, AT, "ANNA", "visitor-" + i));
            // The same millisecond counts, too: a touch at the sign-up's own time is not after it.
            signUps.add(new Fact.SignUp("signup-" + i, AT.plusMillis(i % 2), "friend-" + i, "visitor-" + i, null));
        }
        var facts = together(List.of(share("ANNA", "anna")), clicks, signUps);
        var api = Tenants.play(system).prepare("race-click", facts, null);
        var _ = Tenants.send(api, List.of(share("ANNA", "anna"))).orThrow();
        // When
        for (var i = 0; i < ROUNDS; i++) atOnce(api, List.of(List.of(clicks.get(i)), List.of(signUps.get(i))));
        // Then
        var findings = assertOutcomeIsTheReferences(api, facts);
        assertThat(findings.bindings()).hasSize(ROUNDS);
    }

    @Test
    void oneOfTwoSignUpsThatCloseACycleIsRefusedTheLaterOne(RunningSystem system) throws Exception {
        // Given
        var shares = new ArrayList<Fact>();
        var first = new ArrayList<Fact>();
        var second = new ArrayList<Fact>();
        for (var i = 0; i < ROUNDS; i++) {
            shares.add(share("ADA-" + i, "ada-" + i));
            shares.add(share("BEN-" + i, "ben-" + i));
            first.add(new Fact.SignUp("ada-signs-" + i, AT, "ada-" + i, null, "BEN-" + i));
            second.add(new Fact.SignUp("ben-signs-" + i, AT.plusMillis(i % 3 - 1), "ben-" + i, null, "ADA-" + i));
        }
        var facts = together(shares, first, second);
        var api = Tenants.play(system).prepare("race-cycle", facts, null);
        var _ = Tenants.send(api, shares).orThrow();
        // When
        for (var i = 0; i < ROUNDS; i++) atOnce(api, List.of(List.of(first.get(i)), List.of(second.get(i))));
        // Then
        var findings = assertOutcomeIsTheReferences(api, facts);
        assertThat(findings.summary().path("reasons").path("CYCLE").intValue()).isEqualTo(ROUNDS);
    }

    @Test
    void onePurchasePostedByFiftyThreadsIsOneOrderAndOneReward(RunningSystem system) throws Exception {
        // Given
        var signUp = new Fact.SignUp("bea-signs", AT, "bea", null, "ANNA");
        var purchases = new ArrayList<Fact>();
        for (var i = 0; i < ROUNDS; i++) {
            purchases.add(new Fact.Purchase("buy-" + i, AT.plusSeconds(i), "order-" + i, "bea", 1000 + i, "USD"));
        }
        var facts = together(List.of(share("ANNA", "anna"), signUp), purchases, List.of());
        var api = Tenants.play(system).prepare("race-purchase", facts, null);
        var _ = Tenants.send(api, List.of(share("ANNA", "anna"), signUp)).orThrow();
        // When
        for (var from = 0; from < ROUNDS; from += ROUNDS_AT_A_TIME) {
            var some = List.copyOf(purchases.subList(from, from + ROUNDS_AT_A_TIME));
            atOnce(api, Collections.nCopies(BUYERS, some));
        }
        // Then
        var findings = assertOutcomeIsTheReferences(api, facts);
        assertThat(findings.orders()).isEqualTo(ROUNDS);
        assertThat(new AfterCheck(api).duplicateRewards()).isEmpty();
    }

    private static Findings assertOutcomeIsTheReferences(Api api, List<Fact> facts) {
        var settled = Tenants.settle(api, facts);
        assertThat(settled.remark()).isEqualTo("settled");
        assertThat(settled.findings().differencesFrom(Reference.reckon(facts, Policy.golden("USD"))))
                .isEmpty();
        return settled.findings();
    }

    /** Each request by a thread of its own, released together. */
    private static void atOnce(Api api, List<List<Fact>> requests) throws ExecutionException, InterruptedException {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<?>>();
            for (var request : requests) {
                sent.add(threads.submit(() -> {
                    start.await();
                    return Tenants.send(api, request).orThrow();
                }));
            }
            start.countDown();
            for (var one : sent) {
                var _ = one.get();
            }
        }
    }

    private static Fact share(String code, String sharer) {
        return new Fact.Share("share-" + code, AT.minusSeconds(86_400), code, sharer, "link", "A");
    }

    private static List<Fact> together(List<? extends Fact> one, List<? extends Fact> two, List<? extends Fact> three) {
        var facts = new ArrayList<Fact>(one);
        facts.addAll(two);
        facts.addAll(three);
        return facts;
    }
}

package io.grapevine.rewardissuing.reconcile.adapter;

import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grapevine.chassis.signing.Signature;
import io.grapevine.chassis.signing.SigningSecret;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.RewardApproval;
import io.grapevine.events.RewardApproval.By;
import io.grapevine.events.RewardApproval.Fallback;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The merchant's own system is asked, signed, again and again, and its answer takes effect once. */
@QuarkusTest
@TestProfile(ApprovalCallIT.Local.class)
@WithTestResource(GrapevineInfrastructure.class)
class ApprovalCallIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int INSTANCES = 8;

    /** Only a local run may call this machine. */
    public static class Local implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("grapevine.local", "true");
        }
    }

    /** A question as the merchant got it. */
    private record Question(String id, String timestamp, String signature, byte[] body) {}

    @Inject
    AskForApproval askForApproval;

    @Inject
    TenantTransactions transactions;

    @Inject
    Vertx vertx;

    private final Site site = new Site();
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private volatile int usualAnswer = 200;
    private HttpServer merchant;

    @BeforeEach
    void open() throws IOException {
        merchant = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        merchant.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        merchant.createContext("/approve", this::answer);
        merchant.start();
    }

    @AfterEach
    void close() {
        merchant.stop(0);
    }

    @Test
    void twoHundredIsYesAndTheQuestionIsSigned() {
        // Given
        await().atMost(PATIENCE).until(() -> site.get("/v1/rewards").statusCode() == 200);
        var secret =
                site.request().post("/v1/rewards/approval-secret").jsonPath().getString("secret");
        asking(Fallback.REFUSE);
        // When
        site.decided(purchase());
        // Then
        assertThat(site.awaitRewards(2))
                .extracting(RewardChanged::status)
                .containsExactly(Status.REVIEW, Status.RELEASED);
        var question = questions.remove();
        var rewardId = site.rewards().getFirst().rewardId();
        assertThat(question.id()).isEqualTo(rewardId);
        var expected = Signature.headers(
                List.of(SigningSecret.parse(secret)),
                question.id(),
                Instant.ofEpochSecond(Long.parseLong(question.timestamp())),
                question.body());
        assertThat(question.signature()).isEqualTo(expected.get("webhook-signature"));
        var body = JsonPath.from(new String(question.body(), StandardCharsets.UTF_8));
        assertThat(body.getString("type")).isEqualTo("reward.approval");
        assertThat(body.getString("data.id")).isEqualTo(rewardId);
        assertThat(body.getInt("data.amount.amount")).isEqualTo(300);
        var shown = site.get("/v1/rewards/" + rewardId).jsonPath();
        assertThat(shown.getString("history[1].ruling.by")).isEqualTo("callback");
        assertThat(questions).isEmpty();
    }

    @Test
    void fourHundredIsNo() {
        usualAnswer = 400;
        asking(Fallback.APPROVE);
        site.decided(purchase());
        var told = site.awaitRewards(2).getLast();
        assertThat(told.status()).isEqualTo(Status.REFUSED);
        assertThat(told.reason()).isEqualTo("rejected");
    }

    @Test
    void anythingElseIsAskedAgainUnderTheSameId() {
        answers.addAll(List.of(503, 302));
        asking(Fallback.REFUSE);
        site.decided(purchase());
        assertThat(site.awaitRewards(1)).hasSize(1);
        for (var asked = 1; asked <= 2; asked++) {
            var count = asked;
            await().atMost(PATIENCE).until(() -> questions.size() == count);
            dueNow(Duration.ZERO);
        }
        assertThat(site.awaitRewards(2).getLast().status()).isEqualTo(Status.RELEASED);
        assertThat(questions)
                .hasSize(3)
                .extracting(Question::id)
                .containsOnly(site.rewards().getFirst().rewardId());
    }

    @Test
    void silenceForThreeDaysIsWhatTheProgramSays() {
        usualAnswer = 500;
        asking(Fallback.REFUSE);
        site.decided(purchase());
        await().atMost(PATIENCE).until(() -> questions.size() == 1);
        dueNow(Duration.ofHours(72));
        var told = site.awaitRewards(2).getLast();
        assertThat(told.status()).isEqualTo(Status.REFUSED);
        assertThat(questions).hasSize(1);
        assertThat(site.get("/v1/rewards/" + told.rewardId()).jsonPath().getString("history[1].ruling.reason"))
                .isEqualTo("no answer within 72 h");
    }

    @Test
    void aPersonMayDecideWhileTheSystemIsSilent() {
        usualAnswer = 500;
        asking(Fallback.REFUSE);
        site.decided(purchase());
        var waiting = site.awaitRewards(1).getFirst();
        await().atMost(PATIENCE).until(() -> questions.size() == 1);
        assertThat(site.post(waiting.rewardId(), "approve").jsonPath().getString("status"))
                .isEqualTo("released");
        dueNow(Duration.ofHours(72));
        run().join();
        assertThat(site.awaitRewards(2).getLast().status()).isEqualTo(Status.RELEASED);
    }

    @Test
    void manyInstancesAskOnceAndTheAnswerCountsOnce() {
        asking(Fallback.REFUSE);
        for (var order = 0; order < 20; order++)
            site.decided(purchase().of("c" + order).order("o" + order));
        var runs = new ArrayList<CompletableFuture<Void>>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (var instance = 0; instance < INSTANCES; instance++) runs.add(run());
            assertThat(site.rewards()).hasSize(40);
        });
        runs.forEach(CompletableFuture::join);
        assertThat(questions).hasSize(20).extracting(Question::id).doesNotHaveDuplicates();
        assertThat(site.awaitRewards(40))
                .filteredOn(reward -> reward.status() == Status.RELEASED)
                .hasSize(20);
    }

    @Test
    void aRotatedSecretSignsBesideTheOneBefore() {
        await().atMost(PATIENCE).until(() -> site.get("/v1/rewards").statusCode() == 200);
        var first = site.request()
                .header("Idempotency-Key", "k1")
                .post("/v1/rewards/approval-secret")
                .jsonPath();
        var again = site.request()
                .header("Idempotency-Key", "k1")
                .post("/v1/rewards/approval-secret")
                .jsonPath();
        assertThat(again.getString("secret")).isEqualTo(first.getString("secret"));
        var second = site.request().post("/v1/rewards/approval-secret").jsonPath();
        assertThat(second.getString("secret")).startsWith("whsec_").isNotEqualTo(first.getString("secret"));
        asking(Fallback.REFUSE);
        site.decided(purchase());
        assertThat(site.awaitRewards(2)).hasSize(2);
        assertThat(questions.remove().signature().split(" ")).hasSize(2);
    }

    private void asking(Fallback otherwise) {
        var address = "http://localhost:" + merchant.getAddress().getPort() + "/approve";
        var give = fixed(300, "EUR").approvedBy(new RewardApproval(By.CALLBACK, address, otherwise));
        site.program(terms(rule("bonus", Trigger.PURCHASE, Role.ADVOCATE, give, Duration.ZERO)));
    }

    /** As if the first question had been put so much earlier, and its retry were due. */
    private void dueNow(Duration earlier) {
        await().atMost(PATIENCE).until(() -> {
            var done = new CompletableFuture<Integer>();
            vertx.getOrCreateContext()
                    .runOnContext(ignored -> transactions
                            .inTenant(
                                    site.tenant(),
                                    session -> session.createNativeQuery("""
                                    update approval_calls set first_at = first_at - make_interval(secs => cast(:earlier as double precision)), \
                                    due_at = now() - interval '1 minute' where lease is null""")
                                            .setParameter("earlier", (double) earlier.toSeconds())
                                            .executeUpdate())
                            .subscribe()
                            .with(done::complete, done::completeExceptionally));
            return done.join() > 0;
        });
    }

    private CompletableFuture<Void> run() {
        var done = new CompletableFuture<Void>();
        vertx.getOrCreateContext()
                .runOnContext(ignored -> askForApproval
                        .run()
                        .subscribe()
                        .with(result -> done.complete(null), done::completeExceptionally));
        return done;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        questions.add(new Question(
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                exchange.getRequestBody().readAllBytes()));
        var next = answers.poll();
        exchange.sendResponseHeaders(next == null ? usualAnswer : next, -1);
        exchange.close();
    }
}

package io.grapevine.rewardissuing.reconcile.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.Terms;
import io.grapevine.events.Topic;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.log.TestLog;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A tenant of its own, with a program, decisions that come down the log, and the API. */
public final class Site {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    public Site() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
    }

    public String tenant() {
        return tenant;
    }

    public void program(Terms terms) {
        program(1, terms);
    }

    public void program(int version, Terms terms) {
        say(new ProgramPublished("prg_1", "demo", version, null, terms));
    }

    public void decided(Decisions decision) {
        say(decision.build());
    }

    /** Everything told about rewards, once there is so much of it and the API takes the key. */
    public List<RewardChanged> awaitRewards(int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rewards()).hasSize(count));
        await().atMost(PATIENCE).until(() -> get("/v1/rewards").statusCode() == 200);
        return rewards();
    }

    public List<RewardChanged> rewards() {
        return TestLog.read(Topic.REWARDS, tenant, RewardChanged.class);
    }

    public RequestSpecification request() {
        return RestAssured.given().header("Authorization", "Bearer " + key);
    }

    public Response get(String path) {
        return request().get(path);
    }

    public Response post(String rewardId, String word) {
        return request().post("/v1/rewards/" + rewardId + "/" + word);
    }

    private void say(EventData data) {
        TestLog.append(Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data));
    }
}

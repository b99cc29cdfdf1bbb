package io.grapevine.clicktracking;

import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.TenantPublished;
import io.grapevine.testkit.log.TestLog;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant of its own for a test, known to the edge by what the control plane would have published. */
public record Edge(String tenant, String host, String secretKey, String publishableKey) {

    public static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

    /** The first requests of a test JVM load half the classes of the framework, on whatever machine. */
    private static final Duration SOON = Duration.ofSeconds(120);

    /** Opens a tenant and waits until the edge knows its keys and its host. */
    public static Edge open(@Nullable String fallbackUrl) {
        var name = "t" + UUID.randomUUID().toString().substring(0, 8);
        var edge = new Edge(name, name + ".example", "gv_sk_" + name, "gv_pk_" + name);
        TestLog.publishKey(name, edge.secretKey(), Kind.SECRET);
        TestLog.publishKey(name, edge.publishableKey(), Kind.PUBLISHABLE);
        TestLog.append(stated(name, new TenantPublished(name, name, List.of(edge.host()), fallbackUrl)));
        await().atMost(SOON).until(() -> edge.get("/v1/events/rejected").statusCode() == 200);
        await().atMost(SOON)
                .until(() -> edge.follow("NOSUCHCODE").statusCode() != 404
                        || edge.follow("NOSUCHCODE").asString().contains("code"));
        return edge;
    }

    /** Publishes a link and waits until it leads somewhere. */
    @CanIgnoreReturnValue
    public String link(String code, String destination) {
        var linkId = publish(code, destination);
        await().atMost(SOON).until(() -> location(follow(code)).contains("gv_cid="));
        return linkId;
    }

    @CanIgnoreReturnValue
    public String publish(String code, String destination) {
        var linkId = "lnk_" + UUID.randomUUID();
        TestLog.append(stated(tenant, new LinkPublished(linkId, "spring", code, "par_1", "u-1", destination, null)));
        return linkId;
    }

    public Response follow(String path) {
        return visitor().get("/r/" + path);
    }

    public RequestSpecification visitor() {
        return RestAssured.given()
                .redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .header("Host", host)
                .header("User-Agent", BROWSER);
    }

    public RequestSpecification server() {
        return RestAssured.given()
                .header("Authorization", "Bearer " + secretKey)
                .contentType("application/json");
    }

    public Response get(String path) {
        return server().get(path);
    }

    @CanIgnoreReturnValue
    public Response send(String... events) {
        return server().body("{\"events\": [" + String.join(",", events) + "]}").post("/v1/events");
    }

    public static String location(Response response) {
        var location = response.header("Location");
        return location == null ? "" : location;
    }

    private static Event<?> stated(String tenant, EventData data) {
        return Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data);
    }
}

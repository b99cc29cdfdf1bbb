package io.grapevine.acceptance.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.acceptance.client.Answer;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.replay.Play;
import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.replay.Settling;
import io.grapevine.acceptance.replay.WireEvents;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What every test of the running system does: a tenant of its own, a log in, an outcome out. */
public final class Tenants {
    public static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Progress PROGRESS = new Progress(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    private Tenants() {}

    public static Play play(RunningSystem system) {
        return new Play(system.origin(), "gv_ok_demo", PATIENCE, QUIET, PROGRESS);
    }

    /** Waits until everything these facts lead to is there and still. */
    public static Settling.Settled settle(Api api, List<? extends Fact> facts) {
        return new Settling(api, Play.PROGRAM_KEY, QUIET, PATIENCE, PROGRESS).await(Settling.Expected.of(facts));
    }

    /** Sends facts as one plain JSON request. */
    public static Answer send(Api api, List<? extends Fact> facts) {
        var wire = new WireEvents(Play.PROGRAM_KEY, "USD");
        var body = JsonNodeFactory.instance.objectNode();
        var events = body.putArray("events");
        facts.forEach(fact -> events.add(plain(wire, fact)));
        return api.post("/v1/events", body);
    }

    public static JsonNode plain(WireEvents wire, Fact fact) {
        var event = wire.event(fact);
        event.remove(List.of("specversion", "source", "datacontenttype"));
        return event;
    }
}

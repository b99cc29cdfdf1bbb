package io.grapevine.benchmark.running.adapter;

import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The assembled system as the benchmarks use it: its ports, its API under the demo keys, and its processes. */
public final class Grapevine implements AutoCloseable {

    private static final int CLICK_TRACKING = 8081;
    private static final int INSIGHTS = 8086;
    private static final int KAFKA = 19_092;
    private static final int POSTGRESQL = 15_432;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET_KEY = "gv_sk_demo";
    /** A local run starts with one compiler because it is short; an edge under load is compiled as in production. */
    private static final String EDGE = "click-tracking";

    private final RunningSystem system;
    private final HeldServices held;

    private Grapevine(RunningSystem system) {
        this.system = system;
        this.held = new HeldServices();
    }

    /**
     * Starts everything on {@code data} and returns when it is ready.
     *
     * @param underLoad services beside the edge that are compiled as in production; with a heap of their own behind a colon
     */
    public static Grapevine start(Path project, Path data, Collection<String> underLoad) throws IOException {
        var services = Stream.concat(Stream.of(EDGE), underLoad.stream()).collect(Collectors.joining(","));
        return new Grapevine(RunningSystem.start(project, data, Map.of("GRAPEVINE_UNDER_LOAD", services)));
    }

    public Api api() {
        return new Api(system.origin(), SECRET_KEY, PATIENCE);
    }

    public String secretKey() {
        return SECRET_KEY;
    }

    public int clickTracking() {
        return system.portOf(CLICK_TRACKING);
    }

    public int insights() {
        return system.portOf(INSIGHTS);
    }

    public String kafka() {
        return "127.0.0.1:" + system.portOf(KAFKA);
    }

    public String postgres() {
        return "127.0.0.1:" + system.portOf(POSTGRESQL);
    }

    public String superuserPassword() throws IOException {
        return system.secret("superuserPassword");
    }

    /** Stops the consumers behind the edge where they stand, until the system is closed. */
    public void holdConsumers() {
        held.hold(HeldServices.CONSUMERS);
    }

    /** Leaves one service alone with the log and the stores. */
    public void holdAllBut(String service) {
        held.hold(HeldServices.ALL.stream()
                .filter(other -> !other.equals(service))
                .toList());
    }

    public void hold(String service) {
        held.hold(List.of(service));
    }

    public void release(String service) {
        held.release(List.of(service));
    }

    /** Everything that this process has started, which is the system as long as nothing else was started beside it. */
    public List<ProcessHandle> processes() {
        return ProcessHandle.current().descendants().toList();
    }

    @Override
    public void close() {
        // A process that stands still does not hear that it shall end.
        held.release(HeldServices.ALL);
        system.close();
    }
}

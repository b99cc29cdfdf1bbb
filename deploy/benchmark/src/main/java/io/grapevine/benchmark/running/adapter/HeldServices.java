package io.grapevine.benchmark.running.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Services held by SIGSTOP: those behind the edge while the edge is measured against a peer: what they do with a round's events
 * would otherwise slow the peer's round, and the ratio would come out too good.
 */
final class HeldServices {

    static final List<String> CONSUMERS = List.of("attribution", "reward-issuing", "notification", "insights");
    static final List<String> ALL = List.of(
            "click-tracking", "attribution", "reward-issuing", "notification", "insights", "programs", "console");

    private final Map<String, ProcessHandle> held = new LinkedHashMap<>();

    synchronized void hold(Collection<String> services) {
        for (var service : services) {
            if (held.containsKey(service)) continue;
            var process = Services.running(service);
            held.put(service, process);
            signal("STOP", process);
        }
    }

    synchronized void release(Collection<String> services) {
        for (var service : services) {
            var process = held.remove(service);
            if (process != null && process.isAlive()) signal("CONT", process);
        }
    }

    /** The JDK knows TERM and KILL only. */
    private static void signal(String name, ProcessHandle process) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0 && process.isAlive())
                throw new IllegalStateException("cannot send " + name + " to " + process.pid());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send a signal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending a signal", e);
        }
    }
}

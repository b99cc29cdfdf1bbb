package io.grapevine.benchmark.running.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The consumers behind the edge, held by SIGSTOP while the edge is measured against a peer: what they do with a round's events
 * would otherwise slow the peer's round, and the ratio would come out too good.
 */
final class HeldServices {

    private static final List<String> CONSUMERS = List.of("attribution", "reward-issuing", "notification", "insights");

    private final List<ProcessHandle> held = new ArrayList<>();

    synchronized void hold() {
        if (!held.isEmpty()) return;
        for (var consumer : CONSUMERS) held.add(Services.running(consumer));
        held.forEach(process -> signal("STOP", process));
    }

    synchronized void release() {
        held.stream().filter(ProcessHandle::isAlive).forEach(process -> signal("CONT", process));
        held.clear();
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

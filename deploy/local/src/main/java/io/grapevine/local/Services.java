package io.grapevine.local;

import io.grapevine.local.child.Children;
import io.grapevine.local.child.LeashedProcess;
import io.grapevine.local.child.ProcessRecords;
import io.grapevine.local.child.Readiness;
import io.grapevine.local.child.StartFailed;
import io.grapevine.local.port.Port;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The seven services: started side by side, each ready by its own word. */
final class Services {

    /** In no order that anything relies on: whoever comes first waits for the log, not for a service. */
    static final List<Port> ALL = List.of(
            Port.PROGRAMS,
            Port.CLICK_TRACKING,
            Port.ATTRIBUTION,
            Port.REWARD_ISSUING,
            Port.NOTIFICATION,
            Port.INSIGHTS,
            Port.CONSOLE);

    /** They start side by side, on two cores of which something else may have one. */
    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    private final ServiceCommand command;
    private final Children children;
    private final ProcessRecords records;
    private final HttpProbe http;

    Services(ServiceCommand command, Children children, ProcessRecords records, HttpProbe http) {
        this.command = command;
        this.children = children;
        this.records = records;
        this.http = http;
    }

    /**
     * Returns the running services when every one is ready; names each to {@code ready} as it becomes so.
     *
     * @throws StartFailed as soon as one of them cannot start
     */
    Map<Port, LeashedProcess> start(Consumer<Port> ready) {
        var running = new EnumMap<Port, LeashedProcess>(Port.class);
        for (var service : ALL) running.put(service, children.start(command.of(service)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answered = new ExecutorCompletionService<Port>(threads);
            running.forEach((service, child) -> {
                var _ = answered.submit(() -> awaited(service, child));
            });
            try {
                for (int i = 0; i < running.size(); i++)
                    ready.accept(answered.take().get());
            } catch (ExecutionException e) {
                threads.shutdownNow();
                if (e.getCause() instanceof StartFailed failed) throw failed;
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new StartFailed("interrupted while the services were starting", e);
            }
        }
        return running;
    }

    /** Starts one of them anew, without waiting until it is ready. */
    void startAgain(Port service) {
        var child = children.start(command.of(service));
        Thread.ofVirtual().start(() -> {
            var _ = awaited(service, child);
        });
    }

    private Port awaited(Port service, LeashedProcess child) {
        Readiness.await(
                child,
                START_LIMIT,
                () -> http.isReady(command.settings().ports().of(service)));
        records.add(child);
        return service;
    }
}

package io.grapevine.benchmark.running.adapter;

import java.nio.file.Path;

/** The services' processes among those that this one has started. */
public final class Services {

    private Services() {}

    public static ProcessHandle running(String service) {
        var jar = Path.of("services", service, "target", "quarkus-app").toString();
        return ProcessHandle.current()
                .descendants()
                // The shell that holds the leash names the jar, too.
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .filter(process -> process.info().commandLine().orElse("").contains(jar))
                .findAny()
                .orElseThrow(() -> new IllegalStateException(service + " does not run"));
    }
}

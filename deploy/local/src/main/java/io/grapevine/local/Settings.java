package io.grapevine.local;

import io.grapevine.local.child.StartFailed;
import io.grapevine.local.port.PortTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a person may set for a local run, and the project's directory, in which make runs us.
 *
 * @param underLoad services that get what load that lasts is worth: both compilers, and a larger heap; with a colon behind the name, that
 *     much heap
 */
record Settings(
        Path projectDir,
        Path dataDir,
        PortTable ports,
        String host,
        boolean restartKilled,
        boolean training,
        Set<String> underLoad) {

    private static final String LOOPBACK = "127.0.0.1";

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    /** @throws StartFailed if a setting makes no sense */
    static Settings of(Path project, Map<String, String> environment) {
        try {
            return new Settings(
                    project,
                    given(environment, "GRAPEVINE_DATA")
                            ? project.resolve(environment.getOrDefault("GRAPEVINE_DATA", ""))
                            : project.resolve("deploy/local/target/data"),
                    PortTable.parse(environment.getOrDefault("GRAPEVINE_PORT_OFFSET", "")),
                    given(environment, "GRAPEVINE_HOST") ? environment.getOrDefault("GRAPEVINE_HOST", "") : LOOPBACK,
                    // For fault tests: a person wants to be told instead.
                    Boolean.parseBoolean(environment.getOrDefault("GRAPEVINE_RESTART_KILLED", "")),
                    Boolean.parseBoolean(environment.getOrDefault("GRAPEVINE_TRAINING", "")),
                    Set.copyOf(List.of(
                            environment.getOrDefault("GRAPEVINE_UNDER_LOAD", "").split("\\s*,\\s*"))));
        } catch (IllegalArgumentException e) {
            throw new StartFailed(String.valueOf(e.getMessage()), e);
        }
    }

    /** A path as somebody in the project's directory would type it. */
    Path shown(Path path) {
        return path.startsWith(projectDir) ? projectDir.relativize(path) : path;
    }

    /** Where this machine reaches what listens on {@link #host}. */
    String probedHost() {
        return EVERYWHERE.contains(host) ? LOOPBACK : host;
    }

    boolean isUnderLoad(String service) {
        return underLoad.contains(service) || heap(service).isPresent();
    }

    /** The heap that somebody asked for, as the JVM reads it. */
    Optional<String> heap(String service) {
        return underLoad.stream()
                .filter(word -> word.startsWith(service + ":"))
                .map(word -> word.substring(service.length() + 1))
                .findFirst();
    }

    private static boolean given(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}

package io.grapevine.testkit.infrastructure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * The infrastructure of this test JVM. {@code GRAPEVINE_TEST_INFRA=docker|embedded} forces one kind; otherwise containers are used when
 * a Docker engine answers and has, or can get, the images.
 */
final class Started {

    private static @Nullable Addresses addresses;

    private Started() {}

    static synchronized Addresses infrastructure() {
        if (addresses == null) addresses = start();
        return addresses;
    }

    private static Addresses start() {
        var wanted = System.getenv().getOrDefault("GRAPEVINE_TEST_INFRA", "").toLowerCase(Locale.ROOT);
        return switch (wanted) {
            case "docker" -> announced("docker", Containers.start());
            case "embedded" -> announced("embedded", Embedded.start());
            case "" ->
                engineAnswers() && Containers.imagesAreAtHand()
                        ? announced("docker", Containers.start())
                        : announced("embedded", Embedded.start());
            default ->
                throw new IllegalArgumentException("GRAPEVINE_TEST_INFRA must be docker or embedded, was " + wanted);
        };
    }

    private static boolean engineAnswers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException unavailable) {
            return false;
        }
    }

    private static Addresses announced(String kind, Addresses started) {
        System.out.println("Test infrastructure: " + kind); // one line that says which, in every run's output
        return started;
    }
}

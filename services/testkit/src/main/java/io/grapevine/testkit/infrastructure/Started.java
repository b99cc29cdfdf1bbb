package io.grapevine.testkit.infrastructure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;

/**
 * The infrastructure of this test JVM. {@code GRAPEVINE_TEST_INFRA=docker|embedded} forces one kind; otherwise containers are used when
 * a Docker engine answers and has, or can get, the images.
 */
final class Started {

    // Quarkus loads this class anew for every test profile; the JVM's properties outlive that, so the servers are
    // started once.
    private static final String PROPERTY = "grapevine.test.infrastructure";
    // One lock per JVM, whichever loader brought this class: interned. The properties themselves would do, too, were it
    // not that the threads which start containers read them.
    private static final Object LOCK = PROPERTY.intern();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Started() {}

    static Addresses infrastructure() {
        synchronized (LOCK) {
            var known = System.getProperty(PROPERTY);
            return known != null ? read(known) : remembered(start());
        }
    }

    private static Addresses remembered(Addresses started) {
        try {
            System.setProperty(PROPERTY, JSON.writeValueAsString(started));
            return started;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("addresses cannot be written", e);
        }
    }

    private static Addresses read(String known) {
        try {
            return JSON.readValue(known, Addresses.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("addresses cannot be read: " + known, e);
        }
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

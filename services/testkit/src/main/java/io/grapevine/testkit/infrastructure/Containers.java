package io.grapevine.testkit.infrastructure;

import io.grapevine.events.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** The same three servers as containers. */
final class Containers {

    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.1");
    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:17");
    private static final DockerImageName REDIS = DockerImageName.parse("redis:8");
    private static final String ROLES = "deploy/local/src/main/resources/postgres/roles-and-databases.sql";
    private static final int REDIS_PORT = 6379;
    // As deploy/local: enough to show that order holds per key only.
    private static final int PARTITIONS = 6;
    // An image has some 100 MB: a connection that needs longer is no place to test with containers.
    private static final Duration PULL_LIMIT = Duration.ofMinutes(3);
    private static final String ANY_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private Containers() {}

    /** Present or pulled now; an engine without a registry says so at once, while Testcontainers' own pull asks again for minutes. */
    static boolean imagesAreAtHand() {
        try {
            for (var image : List.of(KAFKA, POSTGRES, REDIS)) if (!present(image) && !pulled(image)) return false;
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (RuntimeException unavailable) {
            return false;
        }
    }

    private static boolean pulled(DockerImageName image) throws InterruptedException {
        return DockerClientFactory.instance()
                .client()
                .pullImageCmd(image.asCanonicalNameString())
                .start()
                .awaitCompletion(PULL_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static boolean present(DockerImageName image) {
        return !DockerClientFactory.instance()
                .client()
                .listImagesCmd()
                .withImageNameFilter(image.asCanonicalNameString())
                .exec()
                .isEmpty();
    }

    @SuppressWarnings("resource") // they live as long as this JVM; the shutdown hook stops them
    static Addresses start() {
        var kafka = new KafkaContainer(KAFKA)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                // Tests turn the clock; the broker need not believe them.
                .withEnv("KAFKA_LOG_MESSAGE_TIMESTAMP_AFTER_MAX_MS", Long.toString(Long.MAX_VALUE));
        var postgres = new PostgreSQLContainer(POSTGRES)
                .withCommand(
                        "postgres",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "max_locks_per_transaction=256",
                        "-c",
                        "fsync=off");
        var redis = new GenericContainer<>(REDIS).withExposedPorts(REDIS_PORT);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            kafka.stop();
            postgres.stop();
            redis.stop();
        }));
        Startables.deepStart(kafka, postgres, redis).join();
        createTopics(kafka.getBootstrapServers());
        prepare(postgres);
        return new Addresses(
                kafka.getBootstrapServers().replace("PLAINTEXT://", ""),
                postgres.getHost() + ":" + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                redis.getHost() + ":" + redis.getMappedPort(REDIS_PORT),
                postgres.getPassword(),
                "grapevine_owner",
                "grapevine_app",
                "grapevine_relay",
                ANY_KEY,
                ANY_KEY);
    }

    private static void createTopics(String bootstrapServers) {
        var topics = new ArrayList<NewTopic>();
        for (var topic : Topic.values()) {
            var configuration = Map.of(
                    "cleanup.policy",
                    topic.kept() == Topic.Kept.COMPACTED ? "compact" : "delete",
                    "retention.ms",
                    "-1");
            topics.add(new NewTopic(topic.topicName(), PARTITIONS, (short) 1).configs(configuration));
            topics.add(new NewTopic(topic.deadLetterTopicName(), 1, (short) 1));
        }
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(topics).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("cannot create the topics", e);
        }
    }

    /** The very file that the local run and an operator use. */
    private static void prepare(PostgreSQLContainer postgres) {
        postgres.copyFileToContainer(
                MountableFile.forHostPath(ProjectRoot.path().resolve(ROLES)), "/tmp/roles.sql");
        try {
            var result = postgres.execInContainer(
                    "psql",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-U",
                    postgres.getUsername(),
                    "-d",
                    postgres.getDatabaseName(),
                    "-v",
                    "owner_password=grapevine_owner",
                    "-v",
                    "app_password=grapevine_app",
                    "-v",
                    "relay_password=grapevine_relay",
                    "-f",
                    "/tmp/roles.sql");
            if (result.getExitCode() != 0) throw new IllegalStateException("psql: " + result.getStderr());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the roles and databases", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making the roles and databases", e);
        }
    }
}

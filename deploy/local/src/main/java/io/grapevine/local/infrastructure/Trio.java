package io.grapevine.local.infrastructure;

import io.grapevine.local.child.Children;
import io.grapevine.local.child.StartFailed;
import io.grapevine.local.infrastructure.PostgresServer.Durability;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Kafka, PostgreSQL and Redis together, started side by side; whoever gave the children stops them. */
public record Trio(KafkaBroker kafka, PostgresServer postgres, RedisServer redis) {

    /** Where the three listen on the loopback address; 0 means any free port. */
    public record Ports(int kafka, int postgres, int redis) {}

    public static Trio start(Children children, Path dataDir, Ports ports, Secrets secrets, Durability durability) {
        var logs = dataDir.resolve("logs");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var kafka = threads.submit(() ->
                    KafkaBroker.start(children, dataDir.resolve("kafka"), ports.kafka(), logs.resolve("kafka.log")));
            var postgres = threads.submit(() -> PostgresServer.start(
                    children,
                    dataDir.resolve("postgresql"),
                    ports.postgres(),
                    logs.resolve("postgresql.log"),
                    secrets,
                    durability));
            var redis = threads.submit(() ->
                    RedisServer.start(children, dataDir.resolve("redis"), ports.redis(), logs.resolve("redis.log")));
            return whole(kafka, postgres, redis);
        }
    }

    private static Trio whole(Future<KafkaBroker> kafka, Future<PostgresServer> postgres, Future<RedisServer> redis) {
        try {
            return new Trio(kafka.get(), postgres.get(), redis.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("interrupted while Kafka, PostgreSQL and Redis were starting", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartFailed failed) throw failed;
            throw new StartFailed("cannot start Kafka, PostgreSQL and Redis: " + e.getCause(), e);
        }
    }
}

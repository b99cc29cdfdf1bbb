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
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var kafka = threads.submit(() -> kafka(children, dataDir, ports));
            var postgres = threads.submit(() -> postgres(children, dataDir, ports, secrets, durability));
            var redis = threads.submit(() -> redis(children, dataDir, ports));
            return whole(kafka, postgres, redis);
        }
    }

    /** Starts the one of that name anew, after it ended, on the data it had; the ports must be the ones it had, too. */
    public static void startAgain(
            String name, Children children, Path dataDir, Ports ports, Secrets secrets, Durability durability) {
        var _ = switch (name) {
            case "kafka" -> kafka(children, dataDir, ports);
            case "postgresql" -> postgres(children, dataDir, ports, secrets, durability);
            case "redis" -> redis(children, dataDir, ports);
            default -> throw new IllegalArgumentException("no server is called " + name);
        };
    }

    private static KafkaBroker kafka(Children children, Path dataDir, Ports ports) {
        return KafkaBroker.start(children, dataDir.resolve("kafka"), ports.kafka(), log(dataDir, "kafka"));
    }

    private static PostgresServer postgres(
            Children children, Path dataDir, Ports ports, Secrets secrets, Durability durability) {
        return PostgresServer.start(
                children,
                dataDir.resolve("postgresql"),
                ports.postgres(),
                log(dataDir, "postgresql"),
                secrets,
                durability);
    }

    private static RedisServer redis(Children children, Path dataDir, Ports ports) {
        return RedisServer.start(children, dataDir.resolve("redis"), ports.redis(), log(dataDir, "redis"));
    }

    private static Path log(Path dataDir, String name) {
        return dataDir.resolve("logs").resolve(name + ".log");
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

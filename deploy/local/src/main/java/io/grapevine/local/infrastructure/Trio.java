package io.grapevine.local.infrastructure;

import io.grapevine.local.infrastructure.PostgresServer.Durability;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Kafka, PostgreSQL and Redis together: started side by side, and none is left running when one of them fails. */
public record Trio(KafkaBroker kafka, PostgresServer postgres, RedisServer redis) implements AutoCloseable {

    /** Where the three listen on the loopback address; 0 means any free port. */
    public record Ports(int kafka, int postgres, int redis) {}

    public static Trio start(Path dataDir, Ports ports, Secrets secrets, Durability durability) {
        var logs = dataDir.resolve("logs");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var kafka = threads.submit(
                    () -> KafkaBroker.start(dataDir.resolve("kafka"), ports.kafka(), logs.resolve("kafka.log")));
            var postgres = threads.submit(() -> PostgresServer.start(
                    dataDir.resolve("postgresql"),
                    ports.postgres(),
                    logs.resolve("postgresql.log"),
                    secrets,
                    durability));
            var redis = threads.submit(
                    () -> RedisServer.start(dataDir.resolve("redis"), ports.redis(), logs.resolve("redis.log")));
            var all = List.of(kafka, postgres, redis);
            return orCloseAll(all, () -> new Trio(kafka.get(), postgres.get(), redis.get()));
        }
    }

    private static Trio orCloseAll(List<? extends Future<? extends AutoCloseable>> parts, Callable<Trio> whole) {
        try {
            return whole.call();
        } catch (Exception e) {
            parts.forEach(Trio::closeWhenStarted);
            if (e instanceof InterruptedException) Thread.currentThread().interrupt();
            if (e instanceof ExecutionException && e.getCause() instanceof StartFailed failed) throw failed;
            throw new StartFailed("cannot start Kafka, PostgreSQL and Redis", e);
        }
    }

    private static void closeWhenStarted(Future<? extends AutoCloseable> part) {
        try {
            part.get().close();
        } catch (Exception e) {
            // It failed by itself, and so has nothing to close; the first failure is the one reported.
        }
    }

    public List<LeashedProcess> processes() {
        return List.of(kafka.process(), postgres.process(), redis.process());
    }

    /** Side by side as well: each may need its whole grace. */
    @Override
    public void close() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            processes().forEach(process -> {
                var unused = threads.submit(process::close);
            });
        }
    }
}

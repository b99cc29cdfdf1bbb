package io.grapevine.local;

import io.grapevine.local.child.Children;
import io.grapevine.local.child.ProcessRecords;
import io.grapevine.local.child.StartFailed;
import io.grapevine.local.infrastructure.PostgresServer.Durability;
import io.grapevine.local.infrastructure.Secrets;
import io.grapevine.local.infrastructure.Trio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Kafka, PostgreSQL and Redis for tests, as a process: prints one line of JSON when all three are ready, and stops them when its standard input
 * ends or it is told to stop, so that whoever started it leaves nothing behind, even when killed.
 */
public final class Infrastructure {

    private static final int FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    private Infrastructure() {}

    /** {@code --data DIR [--kafka-port N] [--postgres-port N] [--redis-port N] [--volatile]}; without a port, or with 0, any free one. What is volatile is removed at the end, unless the directory had something in it. */
    public static void main(String[] args) throws IOException {
        var options = Options.parse(List.of(args));
        if (options == null) {
            System.err.println("usage: --data DIR [--kafka-port N] [--postgres-port N] [--redis-port N] [--volatile]");
            System.exit(WRONG_ARGUMENTS);
            return;
        }
        try {
            run(options);
        } catch (StartFailed e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
        }
        System.exit(0);
    }

    private static void run(Options options) throws IOException {
        var children = new Children(ProcessRecords.none(), (child, code) -> {});
        var temporary = options.durability() == Durability.VOLATILE && isEmpty(options.data());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(children, options.data(), temporary), "stop"));
        var secrets = Secrets.in(options.data());
        var trio = Trio.start(children, options.data(), options.ports(), secrets, options.durability());
        System.out.println(asJson(addresses(trio, secrets)));
        System.out.flush();
        while (System.in.read() >= 0) {
            // Whatever is said here has no meaning; only the end of it has.
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) return true;
        try (var content = Files.list(directory)) {
            return content.findAny().isEmpty();
        }
    }

    private static void stop(Children children, Path data, boolean temporary) {
        children.close();
        if (!temporary) return;
        try (var content = Files.walk(data)) {
            for (var path : content.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("cannot remove " + data + ": " + e.getMessage());
        }
    }

    private static Map<String, String> addresses(Trio trio, Secrets secrets) {
        var line = new LinkedHashMap<String, String>();
        line.put("kafka", trio.kafka().address());
        line.put("postgres", trio.postgres().address());
        line.put("redis", trio.redis().address());
        line.putAll(secrets.asMap());
        return line;
    }

    /** Addresses and base64 need no escapes. */
    private static String asJson(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    record Options(Path data, Trio.Ports ports, Durability durability) {

        static @Nullable Options parse(List<String> args) {
            var named = new LinkedHashMap<String, String>();
            var durability = Durability.DURABLE;
            for (var i = args.iterator(); i.hasNext(); ) {
                var name = i.next();
                if (name.equals("--volatile")) {
                    durability = Durability.VOLATILE;
                } else if (i.hasNext()) {
                    named.put(name, i.next());
                } else {
                    return null;
                }
            }
            var data = named.remove("--data");
            if (data == null) return null;
            try {
                var ports = new Trio.Ports(
                        port(named.remove("--kafka-port")),
                        port(named.remove("--postgres-port")),
                        port(named.remove("--redis-port")));
                return named.isEmpty() ? new Options(Path.of(data), ports, durability) : null;
            } catch (NumberFormatException e) {
                return null;
            }
        }

        private static int port(@Nullable String value) {
            return value == null ? 0 : Integer.parseInt(value);
        }
    }
}

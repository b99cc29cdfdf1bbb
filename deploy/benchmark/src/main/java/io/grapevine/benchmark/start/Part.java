package io.grapevine.benchmark.start;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Which part of the system a process belongs to. */
public final class Part {

    private static final Pattern SERVICE = Pattern.compile("services/([a-z-]+)/target/quarkus-app/quarkus-run\\.jar$");
    private static final String BROKER = "io.grapevine.local.infrastructure.BrokerMain";
    private static final String LAUNCHER = "grapevine-local.jar";

    private Part() {}

    /** By the words it was started with; backends of PostgreSQL have written other words over them. */
    public static String of(List<String> words) {
        var first = words.isEmpty() ? "" : words.getFirst();
        // "postgres: checkpointer" and the like are one word.
        var program = Path.of(first.split("[ :]", 2)[0]).getFileName();
        return switch (program == null ? "" : program.toString()) {
            case "java" -> java(words);
            case "postgres" -> "postgresql";
            case "sh", "setsid", "unshare" -> "leashes";
            case String name when name.contains("redis") -> "redis";
            case String name -> name.isEmpty() ? "unknown" : name;
        };
    }

    private static String java(List<String> words) {
        // The broker runs from the launcher's own class path.
        if (words.contains(BROKER)) return "kafka";
        for (var word : words) {
            var service = SERVICE.matcher(word);
            if (service.find()) return service.group(1);
            if (word.endsWith(LAUNCHER)) return "launcher";
        }
        return "java";
    }
}

package io.grapevine.local;

import io.grapevine.local.port.Port;
import java.util.ArrayList;
import java.util.List;

/** What a person needs once all is ready: addresses, keys, places. */
final class Overview {

    private Overview() {}

    static String of(Settings settings) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("console", url(settings, Port.CONSOLE), "start here: every API path, one origin"));
        for (var service : Services.ALL) {
            if (service != Port.CONSOLE) rows.add(List.of(service.owner(), url(settings, service), ""));
        }
        rows.add(List.of("mail", url(settings, Port.CONSOLE) + "/mail", "every e-mail is caught here"));
        rows.add(List.of("smtp", "127.0.0.1:" + settings.ports().of(Port.SMTP), ""));
        rows.add(List.of("kafka", "127.0.0.1:" + settings.ports().of(Port.KAFKA), ""));
        rows.add(List.of(
                "postgresql",
                "127.0.0.1:" + settings.ports().of(Port.POSTGRESQL),
                "passwords in " + settings.shown(settings.dataDir().resolve("secrets.properties"))));
        rows.add(List.of("redis", "127.0.0.1:" + settings.ports().of(Port.REDIS), ""));
        rows.add(List.of("secret key", Demo.SECRET_KEY, "Authorization: Bearer " + Demo.SECRET_KEY));
        rows.add(List.of("publishable key", Demo.PUBLISHABLE_KEY, "for browsers: sends events, reads nothing"));
        rows.add(List.of("operator key", Demo.OPERATOR_KEY, "makes tenants"));
        rows.add(List.of("tenant, program", "demo, demo", "EUR, 10 % of every purchase to the advocate"));
        rows.add(List.of("data, logs", settings.shown(settings.dataDir()).toString(), "logs/<service>.log"));
        return aligned(rows);
    }

    private static String url(Settings settings, Port service) {
        return "http://localhost:" + settings.ports().of(service);
    }

    static String aligned(List<List<String>> rows) {
        int first = width(rows, 0);
        int second = width(rows, 1);
        var lines = new StringBuilder();
        for (var row : rows) {
            var line = "  " + padded(row.get(0), first) + "  " + padded(row.get(1), second) + "  " + row.get(2);
            lines.append(line.stripTrailing()).append('\n');
        }
        return lines.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}

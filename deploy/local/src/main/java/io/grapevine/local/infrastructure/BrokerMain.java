package io.grapevine.local.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's own JVM: formats the log directory once, then is Kafka. */
final class BrokerMain {

    private BrokerMain() {}

    @SuppressWarnings("unused") // the JVM calls it
    public static void main(String[] args) throws Exception {
        var settings = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(reader);
        }
        var logDir = Path.of(settings.getProperty("log.dirs"));
        if (!Files.exists(logDir.resolve("meta.properties"))) format(logDir, settings);
        Kafka.main(args);
    }

    private static void format(Path logDir, Properties settings) throws Exception {
        Files.createDirectories(logDir);
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
                .setControllerListenerName(settings.getProperty("controller.listener.names"))
                .addDirectory(logDir.toString())
                .setMetadataLogDirectory(logDir.toString())
                .setIgnoreFormatted(true)
                .run();
    }
}

package io.grapevine.acceptance.running;

import io.grapevine.acceptance.webhook.WebhookKills;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the running system: started when the first one asks, the same for all, stopped after the last. */
public final class AssembledSystem implements ParameterResolver {
    private static final Path DATA = Path.of("target", "system");
    private static final Path DATA_CENTRES = Path.of("src", "test", "resources", "data-centres");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningSystem.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getRoot().getStore(ExtensionContext.Namespace.create(AssembledSystem.class));
        return Objects.requireNonNull(
                store.getOrComputeIfAbsent(RunningSystem.class, _ -> start(), RunningSystem.class));
    }

    private static RunningSystem start() {
        try {
            // Never the data of an earlier run: every test counts from nothing.
            return RunningSystem.start(
                    RunningSystem.projectDirectory(),
                    DATA.resolve("run-" + Instant.now().toEpochMilli()),
                    settings());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Map<String, String> settings() {
        var settings = new HashMap<>(WebhookKills.SETTINGS);
        settings.put(
                "GRAPEVINE_NETWORK_DATA_CENTRES", DATA_CENTRES.toAbsolutePath().toString());
        return settings;
    }
}

package io.grapevine.local;

import io.grapevine.local.child.ChildCommand;
import io.grapevine.local.child.StartFailed;
import io.grapevine.local.infrastructure.Secrets;
import io.grapevine.local.infrastructure.Trio;
import io.grapevine.local.port.Port;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a service runs in a local run: its jar, its heap, and the settings that all services share. */
record ServiceCommand(Settings settings, Trio trio, Secrets secrets) {

    /** Longer than a service's own time for open requests. */
    private static final Duration GRACE = Duration.ofSeconds(12);

    /** Writing a start cache takes a core a quarter of a minute, and all services write theirs at once. */
    private static final Duration GRACE_OF_TRAINING = Duration.ofMinutes(3);

    /** Compiled three times as early as usual: the first compiler alone is quick, and interpreting cold code is what costs. */
    private static final List<String> FOR_A_SMALL_MACHINE =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.3");
    /**
     * A start cache puts its objects into the old generation at once, which must be large enough then. What it remembers of a
     * training run with the first compiler alone would keep the second from ever being used.
     */
    private static final List<String> FOR_LOAD =
            List.of("-Xms768m", "-Xmx768m", "-Xmn512m", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining");
    /** What comes later counts: a heap of a size that was asked for, divided as the JVM finds best. */
    private static final List<String> OF_ANY_SIZE = List.of("-XX:NewSize=64m", "-XX:MaxNewSize=256m");

    ChildCommand of(Port service) {
        var jar = jar(service);
        if (!Files.exists(jar)) {
            throw new StartFailed(service.owner() + " is not built: " + settings.shown(jar) + " is missing; run make");
        }
        return new ChildCommand(
                service.owner(),
                words(service.owner(), jar),
                environment(service),
                log(service),
                ChildCommand.StopSignal.TERM,
                settings.training() ? GRACE_OF_TRAINING : GRACE);
    }

    Path log(Port service) {
        return settings.dataDir().resolve("logs").resolve(service.owner() + ".log");
    }

    private Path jar(Port service) {
        return settings.projectDir().resolve("services/" + service.owner() + "/target/quarkus-app/quarkus-run.jar");
    }

    /** Seven services share a small machine: little heap, one collector thread, and no second compiler that would cost more than it wins here. */
    private List<String> words(String service, Path jar) {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        words.addAll(settings.isUnderLoad(service) ? FOR_LOAD : FOR_A_SMALL_MACHINE);
        settings.heap(service).ifPresent(heap -> {
            words.addAll(List.of("-Xms" + heap, "-Xmx" + heap));
            words.addAll(OF_ANY_SIZE);
        });
        words.addAll(startCache(jar));
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }

    /** What the JVM learnt of this very jar in a training run; it ignores a cache of another one. */
    private List<String> startCache(Path jar) {
        var cache = jar.resolveSibling("start.aot");
        if (settings.training()) return List.of("-XX:AOTCacheOutput=" + cache);
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off") : List.of();
    }

    private Map<String, String> environment(Port service) {
        var environment = new HashMap<String, String>();
        environment.put("GRAPEVINE_LOCAL", "true");
        environment.put("GRAPEVINE_KAFKA", trio.kafka().address());
        environment.put("GRAPEVINE_POSTGRES", trio.postgres().address());
        environment.put("GRAPEVINE_REDIS", trio.redis().address());
        environment.put("GRAPEVINE_OWNER_PASSWORD", secrets.ownerPassword());
        environment.put("GRAPEVINE_APP_PASSWORD", secrets.appPassword());
        environment.put("GRAPEVINE_RELAY_PASSWORD", secrets.relayPassword());
        environment.put("GRAPEVINE_MASTER_KEY", secrets.masterKey());
        environment.put("GRAPEVINE_CLICK_KEY", secrets.clickKey());
        environment.put(
                "GRAPEVINE_PORT_OFFSET", Integer.toString(settings.ports().offset()));
        environment.put("GRAPEVINE_HOST", settings.host());
        environment.put("GRAPEVINE_DATA", settings.dataDir().toString());
        environment.put("GRAPEVINE_CONSOLE_SERVICE_HOST", settings.probedHost());
        environment.put("GRAPEVINE_SMTP_HOST", "127.0.0.1");
        environment.put("GRAPEVINE_SMTP_PORT", Integer.toString(settings.ports().of(Port.SMTP)));
        // On loopback wherever the services listen: other people's mail is nobody's business.
        environment.put(
                "GRAPEVINE_CONSOLE_ROUTES_MAIL_SINK_ADDRESS",
                "127.0.0.1:" + settings.ports().of(Port.MAIL_PAGES));
        environment.put("QUARKUS_HTTP_HOST", settings.host());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.ports().of(service)));
        return environment;
    }
}

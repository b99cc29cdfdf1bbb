package io.grapevine.local;

import io.grapevine.local.child.Children;
import io.grapevine.local.child.LeashedProcess;
import io.grapevine.local.child.Leftovers;
import io.grapevine.local.child.ProcessRecords;
import io.grapevine.local.child.StartFailed;
import io.grapevine.local.infrastructure.PostgresServer.Durability;
import io.grapevine.local.infrastructure.Secrets;
import io.grapevine.local.infrastructure.Trio;
import io.grapevine.local.mail.MailSink;
import io.grapevine.local.port.FreePort;
import io.grapevine.local.port.Port;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the whole system until somebody stops it or a part of it dies; {@code make run}. */
public final class Launcher {

    private static final int FAILED = 1;

    /** 128 + 9: ended by SIGKILL, which nobody sends by accident. */
    private static final int KILLED = 137;

    private final Settings settings;
    private final ProcessRecords records;
    private final Resting resting;
    private final Children servers;
    private final Children services;
    private final HttpProbe http;
    private final AtomicReference<@Nullable Services> started = new AtomicReference<>();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final long startedAt = System.nanoTime();
    private volatile @Nullable MailSink mail;

    private Launcher(Settings settings) {
        this.settings = settings;
        this.records = ProcessRecords.in(settings.dataDir());
        this.resting = Resting.in(settings.dataDir());
        this.servers = new Children(records, this::serverEnded);
        this.services = new Children(records, this::serviceEnded);
        this.http = new HttpProbe(settings.probedHost());
    }

    public static void main(String[] args) throws InterruptedException {
        try {
            new Launcher(Settings.of(Path.of("").toAbsolutePath(), System.getenv())).run();
        } catch (StartFailed e) {
            fail(e);
        }
        // From here on a signal or the end of a child ends this process.
        new CountDownLatch(1).await();
    }

    private void run() {
        endWithMake();
        var data = DataDirectory.hold(settings.dataDir(), () -> say("waiting for an earlier run to end"));
        say("data in " + settings.shown(data.path()));
        int left = Leftovers.end(data.path());
        if (left > 0) say("ended " + left + " processes that an earlier run had left");
        settings.ports().complaint(this::isFree).ifPresent(complaint -> {
            throw new StartFailed(complaint);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            start();
        } catch (StartFailed e) {
            if (!ending.getAndSet(true)) fail(e);
        }
    }

    /** A make that is killed cannot pass the signal on; nobody would hold the terminal's end any more. */
    private void endWithMake() {
        if (System.getenv("MAKELEVEL") == null) return;
        ProcessHandle.current().parent().ifPresent(make -> {
            var _ = make.onExit().thenRun(() -> {
                if (!ending.getAndSet(true)) fail(new StartFailed("make itself was ended, so everything is"));
            });
        });
    }

    private void start() {
        var secrets = Secrets.in(settings.dataDir());
        say("starting Kafka, PostgreSQL and Redis");
        var trio = Trio.start(servers, settings.dataDir(), infrastructurePorts(), secrets, Durability.DURABLE);
        resting.forget();
        servers.all().forEach(records::add);
        mail = MailSink.start(
                settings.ports().of(Port.SMTP), settings.ports().of(Port.MAIL_PAGES), InstantSource.system());
        say("Kafka, PostgreSQL and Redis are ready; starting the services");
        var starting = new Services(new ServiceCommand(settings, trio, secrets), services, records, http);
        var running = starting.start(service -> say(service.owner() + " is ready"));
        Demo.provision(http, settings, running);
        started.set(starting);
        say("ready");
        System.out.println();
        System.out.print(Overview.of(settings));
        System.out.println();
        say("Ctrl-C stops everything");
    }

    private Trio.Ports infrastructurePorts() {
        var ports = settings.ports();
        return new Trio.Ports(ports.of(Port.KAFKA), ports.of(Port.POSTGRESQL), ports.of(Port.REDIS));
    }

    private boolean isFree(int port) {
        return FreePort.isFree(port) && FreePort.isFree(settings.host(), port);
    }

    private void serviceEnded(LeashedProcess child, int code) {
        var all = started.get();
        if (all != null && startsAgain(child, code))
            startAgain(child, () -> all.startAgain(Port.ownedBy(child.name())));
        else ended(child, code);
    }

    private void serverEnded(LeashedProcess child, int code) {
        if (started.get() != null && startsAgain(child, code)) startAgain(child, () -> startServerAgain(child.name()));
        else ended(child, code);
    }

    private boolean startsAgain(LeashedProcess child, int code) {
        return settings.restartKilled() && !ending.get() && (code == KILLED || resting.has(child.name()));
    }

    private void startServerAgain(String name) {
        var secrets = Secrets.in(settings.dataDir());
        Trio.startAgain(name, servers, settings.dataDir(), infrastructurePorts(), secrets, Durability.DURABLE);
    }

    /** Beside whoever tells of the end, who must not wait. */
    private void startAgain(LeashedProcess child, Runnable start) {
        say(child.name() + " was killed and is started again");
        Thread.ofVirtual().start(() -> {
            try {
                resting.await(child.name());
                start.run();
            } catch (StartFailed failed) {
                if (!ending.getAndSet(true)) fail(failed);
            }
        });
    }

    /** The system is whole or it is not: the first child to end ends everything. */
    private void ended(LeashedProcess child, int code) {
        if (ending.getAndSet(true)) return;
        fail(StartFailed.withLog(child.name() + " ended with code " + code + ", everything is stopped", child.log()));
    }

    private static void fail(StartFailed failure) {
        System.err.println("make run: " + failure.getMessage());
        System.exit(FAILED);
    }

    private void stop() {
        ending.set(true);
        say("stopping");
        services.close();
        var sink = mail;
        if (sink != null) sink.close();
        servers.close();
        // Nothing should be left; if a leash was killed, its child is.
        var _ = Leftovers.end(settings.dataDir());
        say("stopped");
    }

    private void say(String what) {
        System.out.printf("[%5.1f s] %s%n", (System.nanoTime() - startedAt) / 1e9, what);
    }
}

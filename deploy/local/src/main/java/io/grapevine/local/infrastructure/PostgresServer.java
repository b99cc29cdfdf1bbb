package io.grapevine.local.infrastructure;

import io.grapevine.local.child.ChildCommand;
import io.grapevine.local.child.Children;
import io.grapevine.local.child.LeashedProcess;
import io.grapevine.local.child.Readiness;
import io.grapevine.local.child.StartFailed;
import io.grapevine.local.port.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL on the loopback address with the roles and databases of Grapevine, whoever starts it, root included. */
public final class PostgresServer {

    /** Whether commits must survive a crash of the machine; a crash of a process they survive either way. */
    public enum Durability {
        DURABLE,
        VOLATILE
    }

    private static final String SUPERUSER = "postgres";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int INIT_SECONDS = 180;

    /** Seven services with three pools each, the tests' own, and room for a person with psql. */
    private static final int MAX_CONNECTIONS = 200;

    /** A batch takes an advisory lock on every identity it names, several thousand at worst. */
    private static final int MAX_LOCKS_PER_TRANSACTION = 256;

    private final LeashedProcess process;
    private final int port;
    private final Secrets secrets;

    private PostgresServer(LeashedProcess process, int port, Secrets secrets) {
        this.process = process;
        this.port = port;
        this.secrets = secrets;
    }

    /** Starts on {@code port}, or on a free one for 0, and returns when roles and databases are there. */
    public static PostgresServer start(
            Children children, Path dataDir, int port, Path log, Secrets secrets, Durability durability) {
        var actualPort = FreePort.orFree(port);
        var unprivileged = UnprivilegedCommand.forThisUser();
        try {
            Files.createDirectories(dataDir);
            var home = PostgresBinaries.unpacked(dataDir);
            var cluster = dataDir.toAbsolutePath().resolve("cluster");
            unprivileged.giveAway(dataDir);
            if (!Files.exists(cluster.resolve("PG_VERSION"))) {
                initialise(unprivileged, home, cluster, log, secrets);
            }
            FormerPostmaster.end(cluster);
            var process = children.start(new ChildCommand(
                    "postgresql",
                    unprivileged.of(command(home, cluster, actualPort, durability)),
                    Map.of("TZ", "UTC"),
                    log,
                    ChildCommand.StopSignal.INT,
                    GRACE));
            var server = new PostgresServer(process, actualPort, secrets);
            server.awaitAndBootstrap();
            return server;
        } catch (IOException e) {
            throw new StartFailed("cannot prepare PostgreSQL in " + dataDir + ": " + e.getMessage(), e);
        }
    }

    private static void initialise(UnprivilegedCommand unprivileged, Path home, Path cluster, Path log, Secrets secrets)
            throws IOException {
        var passwordFile = cluster.resolveSibling("superuser-password");
        Files.writeString(passwordFile, secrets.superuserPassword());
        unprivileged.giveAway(passwordFile);
        // The rules of order must not depend on the machine's locale: ids compare by code point.
        var process = new ProcessBuilder(unprivileged.of(List.of(
                        home.resolve("bin/initdb").toString(),
                        "--pgdata=" + cluster,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync",
                        "--no-instructions")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(INIT_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
            if (process.waitFor() != 0) throw StartFailed.withLog("PostgreSQL's initdb failed", log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new StartFailed("interrupted while PostgreSQL was initialised", e);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private static List<String> command(Path home, Path cluster, int port, Durability durability) {
        var command = new ArrayList<>(
                List.of(home.resolve("bin/postgres").toString(), "-D", cluster.toString(), "-p", "" + port));
        var settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=" + MAX_CONNECTIONS,
                "max_locks_per_transaction=" + MAX_LOCKS_PER_TRANSACTION,
                "shared_buffers=128MB",
                "max_wal_size=512MB",
                "jit=off",
                // Plans are made again when the tables' sizes are known; a new system grows from nothing in seconds.
                "autovacuum_naptime=5s",
                "timezone=UTC",
                "log_timezone=UTC"));
        if (durability == Durability.VOLATILE) {
            settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private void awaitAndBootstrap() {
        Readiness.await(process, START_LIMIT, this::answers);
        try {
            PsqlScript.parse(bootstrapScript(), secrets.rolePasswords()).run(this::connect, SUPERUSER);
        } catch (SQLException e) {
            throw new StartFailed("cannot create PostgreSQL's roles and databases: " + e.getMessage(), e);
        }
    }

    private static String bootstrapScript() {
        try (var stream = PostgresServer.class.getResourceAsStream("/postgres/roles-and-databases.sql")) {
            if (stream == null)
                throw new IllegalStateException("the bootstrap script is missing from this module's jar");
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bootstrap script", e);
        }
    }

    private boolean answers() throws SQLException {
        try (var connection = connect(SUPERUSER)) {
            return connection.isValid(1);
        }
    }

    /** Connects as the superuser. */
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", secrets.superuserPassword());
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection("jdbc:postgresql://" + address() + "/" + database, properties);
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public LeashedProcess process() {
        return process;
    }
}

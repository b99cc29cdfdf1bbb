package io.grapevine.chassis.schema;

import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Brings the tables up to date at start or, while PostgreSQL is away, as soon as it answers. Until then the process lives, no
 * transaction begins and no batch is taken. A migration that cannot work at all still fails the start: waiting would not mend it.
 */
@ApplicationScoped
public class Schema {

    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    /** A service is back soon after its database, and asks it for a connection rarely enough meanwhile. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Longer than refusing a connection takes; a database that freezes in a migration does not keep the port closed for ever. */
    private static final Duration START_WAITS = Duration.ofSeconds(30);

    private final Flyway flyway;
    private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
    private final CompletableFuture<Void> present = new CompletableFuture<>();
    private final Thread thread = Thread.ofPlatform().name("schema").daemon().unstarted(this::migrateUntilPresent);

    Schema(@FlywayDataSource("owner") Flyway flyway) {
        this.flyway = flyway;
    }

    /** Before consumers and jobs start, so that in the ordinary case nothing ever meets an old table. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started)
            throws InterruptedException {
        thread.start();
        try {
            firstAttempt.get(START_WAITS.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException hopeless) {
            throw new IllegalStateException("the tables cannot be brought up to date", hopeless.getCause());
        } catch (TimeoutException slow) {
            LOG.warnf("the migration takes longer than %s; starting without its tables", START_WAITS);
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        thread.interrupt();
    }

    /** Whether the tables are there, in the version this service needs. */
    public boolean isPresent() {
        return present.isDone();
    }

    /** Completes when they are. */
    public Uni<Void> present() {
        return Uni.createFrom().completionStage(() -> present);
    }

    private void migrateUntilPresent() {
        try {
            migrate();
            firstAttempt.complete(null);
        } catch (FlywayException failed) {
            if (!Absence.explains(failed)) {
                firstAttempt.completeExceptionally(failed);
                return;
            }
            LOG.warnf(
                    "PostgreSQL does not answer, tables are brought up to date as soon as it does: %s",
                    failed.getCause() == null ? failed : failed.getCause());
            firstAttempt.complete(null);
            tryAgain();
        }
    }

    private void tryAgain() {
        var pause = FIRST_PAUSE;
        while (!isPresent()) {
            try {
                Thread.sleep(pause);
                migrate();
            } catch (FlywayException failed) {
                // Once is enough while it is away; that a migration itself fails must be said each time.
                if (!Absence.explains(failed)) LOG.error("the tables cannot be brought up to date", failed);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            } catch (InterruptedException stopped) {
                return;
            }
        }
        LOG.info("PostgreSQL answers, the tables are up to date");
    }

    private void migrate() {
        flyway.migrate();
        present.complete(null);
    }
}

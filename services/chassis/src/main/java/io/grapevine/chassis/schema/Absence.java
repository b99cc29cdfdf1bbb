package io.grapevine.chassis.schema;

import java.sql.SQLException;
import java.util.Set;

/** Tells a database that is away from one that answered no. */
final class Absence {

    // SQLSTATE classes: connection, resources (too many connections), operator intervention (starting, stopping),
    // system error.
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");
    private static final int DEEPEST_CAUSE = 20;

    private Absence() {}

    /** What the driver or the pool said is looked at, not what Flyway made of it. */
    static boolean explains(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            if (!(cause instanceof SQLException database)) continue;
            var state = database.getSQLState();
            if (state != null) return CLASSES.contains(state.substring(0, 2));
            // Only a server gives a state: this is the pool, which waited for a connection in vain.
            if (!(database.getCause() instanceof SQLException)) return true;
        }
        return false;
    }
}

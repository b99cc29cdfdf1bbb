package io.grapevine.chassis.consume;

import io.grapevine.chassis.schema.SchemaAbsent;
import io.grapevine.chassis.tenancy.SqlState;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells a failure that will pass (the database restarts, a deadlock was broken) from one that will come again with the same event. */
public final class Failures {

    // SQLSTATE classes: connection, rollback (deadlock, serialization), resources, operator intervention, system error.
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "58");
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int DEEPEST_CAUSE = 20;

    private Failures() {}

    /** Whether trying the same again later makes sense. */
    public static boolean willPass(Throwable failure) {
        var state = SqlState.of(failure);
        if (state.isPresent()) return willPass(state.get());
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof SchemaAbsent
                    || isClosedConnection(cause)) return true;
        }
        return false;
    }

    private static boolean willPass(String sqlState) {
        return LOCK_NOT_AVAILABLE.equals(sqlState) || PASSING_CLASSES.contains(sqlState.substring(0, 2));
    }

    // Vert.x reports a connection that went away under a query, and a full or closed pool, by these types only.
    private static boolean isClosedConnection(Throwable cause) {
        var type = cause.getClass().getName();
        return type.equals("io.vertx.sqlclient.ClosedConnectionException")
                || type.startsWith("io.vertx.core.") && type.contains("NoStackTrace")
                || type.equals("io.vertx.core.VertxException")
                || type.equals("io.vertx.core.http.ConnectionPoolTooBusyException");
    }
}

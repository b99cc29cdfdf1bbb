package io.grapevine.chassis.tenancy;

import io.vertx.sqlclient.DatabaseException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The five characters by which PostgreSQL says why it refused. What is asked through a session comes as Hibernate's exception around
 * one of JDBC, made from the client's and without it; what fails outside of one, as connecting, is the client's own.
 */
public final class SqlState {

    /** Wrappers are few; a bound ends circles. */
    private static final int DEEPEST_CAUSE = 20;

    private SqlState() {}

    /** Empty if PostgreSQL did not answer at all. */
    public static Optional<String> of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            var state = said(cause);
            if (state != null) return Optional.of(state);
        }
        return Optional.empty();
    }

    private static @Nullable String said(Throwable cause) {
        return switch (cause) {
            case DatabaseException client -> client.getSqlState();
            case SQLException jdbc -> jdbc.getSQLState();
            default -> null;
        };
    }
}

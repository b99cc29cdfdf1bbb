package io.grapevine.chassis.correlation;

import io.opentelemetry.api.trace.Span;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The correlation id of an event is the W3C trace id of the request that reported it, so one word finds the log lines, the
 * records and the spans of one purchase in every service.
 */
public final class Correlation {

    private static final String TENANT = "tenantId";
    private static final String CORRELATION = "correlationId";
    private static final int TRACE_ID_BYTES = 16;

    private Correlation() {}

    /** The current trace id, or a fresh random one where tracing is off. */
    public static String current() {
        var span = Span.current().getSpanContext();
        if (span.isValid()) return span.getTraceId();
        var bytes = new byte[TRACE_ID_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Marks the log lines that follow in this Vert.x context. */
    public static void mark(String tenantId, @Nullable String correlationId) {
        MDC.put(TENANT, tenantId);
        if (correlationId != null) MDC.put(CORRELATION, correlationId);
        else MDC.remove(CORRELATION);
    }
}

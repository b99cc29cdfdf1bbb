package io.grapevine.clicktracking.journal.adapter;

import io.grapevine.clicktracking.journal.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The edge is ready while it can keep a promise, whatever Kafka, PostgreSQL and Redis do; how far shipping lags is data. */
@Readiness
@ApplicationScoped
class JournalReadiness implements HealthCheck {

    private final Journal journal;
    private final Shipper shipper;

    JournalReadiness(Journal journal, Shipper shipper) {
        this.journal = journal;
        this.shipper = shipper;
    }

    @Override
    public HealthCheckResponse call() {
        var broken = journal.broken();
        var answer = HealthCheckResponse.named("journal")
                .status(broken.isEmpty())
                .withData("bytes", journal.bytes())
                .withData("unshippedBytes", journal.unshippedBytes())
                .withData("shipFailures", shipper.failures());
        broken.ifPresent(cause -> answer.withData("broken", cause.toString()));
        return answer.build();
    }
}

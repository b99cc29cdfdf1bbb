package io.grapevine.insights.export.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.insights.export.ExportRequest;
import io.grapevine.insights.export.Table;
import io.grapevine.insights.export.Table.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes tables out page by page, each page in a transaction of its own and read only when the client has taken what came before: an export
 * holds one page and the writer's buffer, however long it is and however slow the client.
 */
@ApplicationScoped
class ExportTables {

    /** Some megabytes each, beside what the service is for. */
    static final int MOST_AT_ONCE = 4;

    private static final int RETRY_AFTER_SECONDS = 30;
    /** A megabyte or two; some milliseconds of an event loop. */
    private static final int PAGE = 2_000;

    private final TenantTransactions transactions;
    private final Vertx vertx;
    private final AtomicInteger running = new AtomicInteger();

    ExportTables(TenantTransactions transactions, Vertx vertx, MeterRegistry registry) {
        this.transactions = transactions;
        this.vertx = vertx;
        registry.gauge("grapevine.insights.exports", running);
    }

    /** The programs that an export is about; refuses an unknown one, and one export too many (those who ask at one moment may be more). */
    Uni<List<String>> programs(String tenantId, ExportRequest request) {
        if (running.get() >= MOST_AT_ONCE)
            throw Problem.retryLater(
                    503, "too_many_exports", "Other exports are being written; ask again later.", RETRY_AFTER_SECONDS);
        return transactions
                .inTenant(
                        tenantId,
                        session -> session.createNativeQuery(Scan.PROGRAMS, String.class)
                                .setParameter("program", request.programKey())
                                .getResultList())
                .invoke(programs -> {
                    if (request.programKey() != null && programs.isEmpty())
                        throw Problem.notFound("There is no program " + request.programKey() + ".");
                });
    }

    /** The bytes of the file, in order; a failure in between leaves it without its end. */
    Multi<byte[]> bytes(String tenantId, ExportRequest request, List<String> programs) {
        return Multi.createFrom().deferred(() -> {
            running.incrementAndGet();
            return new Running(tenantId, request)
                    .bytes(programs)
                    .onTermination()
                    .invoke(running::decrementAndGet);
        });
    }

    /** One export, on the event loop that it was asked for on. */
    private final class Running {

        private final String tenantId;
        private final ExportRequest request;
        private final Scan scan;
        private final RowWriter writer;
        private final Executor eventLoop;

        Running(String tenantId, ExportRequest request) {
            this.tenantId = tenantId;
            this.request = request;
            this.scan = Scan.of(request.table());
            this.writer = RowWriter.of(request.format(), request.table());
            var context = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
            this.eventLoop = turn -> context.runOnContext(ignored -> turn.run());
        }

        Multi<byte[]> bytes(List<String> programs) {
            var lanes = request.table().lanes(programs);
            return Multi.createBy()
                    .concatenating()
                    .streams(
                            written(writer::begin),
                            Multi.createFrom().iterable(lanes).onItem().transformToMultiAndConcatenate(this::pages),
                            written(writer::end))
                    .select()
                    .where(bytes -> bytes.length > 0);
        }

        private static Multi<byte[]> written(Supplier<byte[]> bytes) {
            return Uni.createFrom()
                    .item(bytes)
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .toMulti();
        }

        private Multi<byte[]> pages(Lane lane) {
            var place = new Place(lane, scan.keys());
            return Multi.createBy()
                    .repeating()
                    .uni(() -> page(place))
                    .whilst(page -> page.rows() == PAGE)
                    .map(Page::bytes);
        }

        /** Whoever hangs up leaves the page that is being read to its end: a transaction cut short loses its connection. */
        private Uni<Page> page(Place place) {
            return Uni.createFrom()
                    .completionStage(() -> transactions
                            .inTenant(tenantId, session -> rows(session, place))
                            .subscribeAsCompletionStage()
                            .copy())
                    .runSubscriptionOn(eventLoop)
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(rows -> written(place, rows));
        }

        private Uni<List<Object[]>> rows(Mutiny.StatelessSession session, Place place) {
            var lane = place.lane;
            var query = session.createNativeQuery(scan.sql(), Object[].class)
                    .setParameter("program", request.table() == Table.EVENTS ? request.programKey() : lane.programKey())
                    .setParameter("part", lane.part())
                    .setParameter(
                            "from",
                            Objects.requireNonNullElse(request.period().from(), "-infinity")
                                    .toString())
                    .setParameter(
                            "to",
                            Objects.requireNonNullElse(request.period().to(), "infinity")
                                    .toString())
                    .setParameter("at", place.last[0])
                    .setParameter("most", PAGE);
            for (var key = 1; key <= scan.keys(); key++) query.setParameter("k" + key, place.last[key]);
            return query.getResultList();
        }

        private Page written(Place place, List<Object[]> rows) {
            if (!rows.isEmpty()) place.last = rows.getLast();
            var cells = rows.stream()
                    .map(row -> Arrays.copyOfRange(row, scan.keys() + 1, row.length))
                    .toList();
            return new Page(cells.size(), writer.write(cells));
        }
    }

    /** How far a lane has been read. */
    private static final class Place {

        private final Lane lane;
        private Object[] last;

        Place(Lane lane, int keys) {
            this.lane = lane;
            this.last = new Object[keys + 1];
            Arrays.fill(last, "");
            last[0] = "-infinity";
        }
    }

    private record Page(int rows, byte[] bytes) {}
}

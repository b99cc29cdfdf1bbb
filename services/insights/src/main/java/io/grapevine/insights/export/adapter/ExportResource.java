package io.grapevine.insights.export.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.insights.export.ExportRequest;
import io.grapevine.insights.export.Format;
import io.grapevine.insights.export.Table;
import io.grapevine.insights.funnel.Period;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What insights knows, as files. */
@Path("/v1/exports")
@RequiresKey
@Tag(name = "Exports")
public class ExportResource {

    private static final Logger LOG = Logger.getLogger(ExportResource.class);

    private final ExportTables tables;
    private final Caller caller;

    ExportResource(ExportTables tables, Caller caller) {
        this.tables = tables;
        this.caller = caller;
    }

    @GET
    @Path("/{table}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM) // Quarkus REST streams one type; each answer names its own
    @Operation(
            operationId = "export",
            summary = "Events, decisions, rewards or figures of a period as CSV or Parquet",
            description =
                    "By event time; a reward belongs to the time of its conversion, figures to the start of their hour or day. Sent as it is read, in no"
                            + " snapshot: what is written meanwhile may be in it or not. A file that breaks off has no end (the connection is reset). A period"
                            + " without rows is a file without rows. In CSV, text that a spreadsheet would take for a formula begins with an apostrophe.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/vnd.apache.parquet",
                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public RestMulti<byte[]> export(
            @PathParam("table") String table,
            @Parameter(description = "RFC 3339, inclusive; without it from the beginning") @QueryParam("from") @Nullable
                    String from,
            @Parameter(description = "RFC 3339, exclusive; without it to the end") @QueryParam("to") @Nullable
                    String to,
            @Parameter(
                            description =
                                    "A program's key; without it all programs. Events and figures without a program are in every one's")
                    @QueryParam("program")
                    @Nullable
                    String program,
            @Parameter(description = "`csv` or `parquet`") @QueryParam("format") @DefaultValue("csv") String format,
            @Context HttpServerRequest http) {
        var tenantId = caller.tenantId();
        var request = new ExportRequest(table(table), period(from, to), program, format(format));
        return RestMulti.fromUniResponse(
                tables.programs(tenantId, request),
                programs -> tables.bytes(tenantId, request, programs)
                        .onFailure()
                        .invoke(failure -> breakOff(http, request, failure)),
                programs -> headers(request));
    }

    /** The status has long been sent: only a connection that ends before the file does tells the client. */
    private static void breakOff(HttpServerRequest http, ExportRequest request, Throwable failure) {
        LOG.warnf("an export of %s broke off: %s", request.table().wireName(), failure);
        http.connection().close();
    }

    private static Map<String, List<String>> headers(ExportRequest request) {
        return Map.of(
                HttpHeaders.CONTENT_TYPE,
                List.of(request.format().mediaType()),
                HttpHeaders.CONTENT_DISPOSITION,
                List.of("attachment; filename=\"" + request.fileName() + "\""),
                HttpHeaders.CACHE_CONTROL,
                List.of("no-store"));
    }

    private static Table table(String word) {
        return Table.named(word)
                .orElseThrow(() -> Problem.notFound(
                        "There is no export " + word + "; there are events, decisions, rewards and figures."));
    }

    private static Format format(String word) {
        return Format.named(word).orElseThrow(() -> refused("format can be csv or parquet, was " + word));
    }

    private static Period period(@Nullable String from, @Nullable String to) {
        try {
            return Period.of(from, to);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static Problem refused(String why) {
        return Problem.badRequest("invalid_parameter", why + ".");
    }
}

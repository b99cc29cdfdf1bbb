package io.grapevine.clicktracking.redirect.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.clicktracking.clickid.ClickSigners;
import io.grapevine.clicktracking.journal.AppendOutcome.Durable;
import io.grapevine.clicktracking.journal.Journal;
import io.grapevine.clicktracking.redirect.HostName;
import io.grapevine.clicktracking.redirect.Link;
import io.grapevine.clicktracking.redirect.Site;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Leads visitors to where a code points; the click is on disk before they go. */
@Path("/r/{code}")
@Tag(name = "Redirects")
public class RedirectResource {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{3,64}");
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Sites sites;
    private final Links links;
    private final ClickSigners signers;
    private final ArrivalReader arrivals;
    private final Journal journal;
    private final RedirectMetrics metrics;

    RedirectResource(
            Sites sites,
            Links links,
            ClickSigners signers,
            ArrivalReader arrivals,
            Journal journal,
            RedirectMetrics metrics) {
        this.sites = sites;
        this.links = links;
        this.signers = signers;
        this.arrivals = arrivals;
        this.journal = journal;
        this.metrics = metrics;
    }

    @GET
    @Operation(
            summary = "Follow a referral link",
            description =
                    "The Host header names the tenant; loopback means `demo`. Sets no cookie. The click is durable before the"
                            + " answer; while the journal is full the redirect carries no `gv_cid`. Bots, previews and prefetches get the"
                            + " same answer and are labelled.")
    @APIResponse(
            responseCode = "302",
            description = "To the stored destination with `gv_cid`; unknown codes to the tenant's fallback")
    @APIResponse(
            responseCode = "404",
            description = "`not_found`: unknown host, or unknown code of a tenant without a fallback")
    @APIResponse(
            responseCode = "503",
            description = "`directory_unavailable`: the code is not in memory and cannot be looked up now")
    public CompletionStage<Response> follow(
            @Parameter(example = "CARLA2026X") @RestPath String code,
            @Parameter(
                            description = "A path below the stored destination; anything else is ignored",
                            example = "shoes/red")
                    @RestQuery
                    @Nullable
                    String to,
            @Context HttpServerRequest request) {
        return answer(code, to, request);
    }

    @HEAD
    @Operation(
            summary = "Look where a link leads",
            description = "Answers like GET; stored with label `head`, never counted as human.")
    @APIResponse(responseCode = "302", description = "As GET")
    @APIResponse(responseCode = "404", description = "`not_found`: as GET, without a body")
    @APIResponse(responseCode = "503", description = "`directory_unavailable`: as GET, without a body")
    public CompletionStage<Response> look(
            @RestPath String code, @RestQuery @Nullable String to, @Context HttpServerRequest request) {
        return answer(code, to, request);
    }

    private CompletionStage<Response> answer(String code, @Nullable String to, HttpServerRequest request) {
        var host = HostName.of(authority(request));
        return orLater(sites.find(host))
                .thenCompose(site -> follow(
                        site.orElseThrow(() -> Problem.notFound("No tenant answers at this host.")),
                        code,
                        to,
                        request));
    }

    // HTTP/2 has no Host header.
    private static @Nullable String authority(HttpServerRequest request) {
        var header = request.getHeader(HttpHeaders.HOST);
        return header != null || request.authority() == null
                ? header
                : request.authority().host();
    }

    private CompletionStage<Response> follow(Site site, String code, @Nullable String to, HttpServerRequest request) {
        if (!CODE.matcher(code).matches()) return CompletableFuture.completedFuture(elsewhere(site));
        var found = links.find(site.tenantId(), code);
        var link = site.fallback() == null ? orLater(found) : found.exceptionally(failure -> Optional.empty());
        return link.thenCompose(known -> record(site, code, known.orElse(null), to, request));
    }

    /**
     * Keeps the click first, known code or not: the two take the same time. The answer is made while the disk works, for the committing
     * thread must not be held up.
     */
    private CompletionStage<Response> record(
            Site site, String code, @Nullable Link link, @Nullable String to, HttpServerRequest request) {
        var arrival = arrivals.read(site.tenantId(), code, link, request);
        metrics.followed(arrival.label());
        var kept = journal.append(List.of(arrival.frame()));
        var promised = link == null ? null : there(site, link, to, arrival);
        return kept.thenApply(outcome -> {
            if (!(outcome instanceof Durable)) return unpromised(site, link, to, arrival);
            return promised == null ? elsewhere(site) : promised;
        });
    }

    private Response unpromised(Site site, @Nullable Link link, @Nullable String to, Arrival arrival) {
        metrics.unpromised();
        return link == null
                ? elsewhere(site)
                : found(link.destination().below(to).with(arrival.parameters()));
    }

    private Response there(Site site, Link link, @Nullable String to, Arrival arrival) {
        var parameters = new LinkedHashMap<>(arrival.parameters());
        signers.of(site.tenantId())
                .mint(arrival.click(), link.linkId())
                .ifPresent(token -> parameters.put("gv_cid", token));
        return found(link.destination().below(to).with(parameters));
    }

    private static Response elsewhere(Site site) {
        var fallback = site.fallback();
        if (fallback == null) throw Problem.notFound("This code leads nowhere.");
        return found(fallback.with(Map.of()));
    }

    private static Response found(String location) {
        return Response.status(Response.Status.FOUND)
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static <T> CompletableFuture<T> orLater(CompletableFuture<T> lookUp) {
        return lookUp.exceptionally(failure -> {
            throw Problem.retryLater(
                    503, "directory_unavailable", "Links cannot be looked up now.", RETRY_AFTER_SECONDS);
        });
    }
}

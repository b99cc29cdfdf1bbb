package io.grapevine.notification.text.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.text.Callback;
import io.grapevine.notification.text.Provider;
import io.grapevine.notification.text.TextReply;
import io.grapevine.notification.text.adapter.TextReports.About;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Where providers of SMS and chat say what became of a text, and what was written back. Proven by their signature, over the URL that they were
 * given; nothing in a callback is called, followed or shown.
 */
@Path("/text/{channel}")
@Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.APPLICATION_JSON})
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Text callbacks",
        description = "What providers of SMS and chat report, signed by a secret that they share with us.")
public class TextCallbackResource {

    // A report has a dozen short fields, and a text that somebody writes back has at most ten parts of an SMS.
    private static final int LONGEST_BODY = 16 * 1024;

    private final Gateways gateways;
    private final TextReports reports;
    private final TextAddresses addresses;
    private final InstantSource clock;

    TextCallbackResource(Gateways gateways, TextReports reports, TextAddresses addresses, InstantSource clock) {
        this.gateways = gateways;
        this.reports = reports;
        this.addresses = addresses;
        this.clock = clock;
    }

    @POST
    @Path("/reports/{tenant}/{notice}/{proof}")
    @Operation(
            operationId = "reportText",
            summary = "Takes a provider's report of one text.",
            description =
                    "The URL is the one that was handed over with the text (`StatusCallback`, `reportTo`). A text that arrived or was lost ends so,"
                            + " also one whose end nobody knew, and the log is told; a number where nobody is is forgotten. The same report"
                            + " again changes nothing. Anything but 2xx: please repeat.")
    @RequestBody(
            content = {
                @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "204", description = "Taken, or no news.")
    public Uni<Void> report(
            @PathParam("channel") String channel,
            @PathParam("tenant") String tenantId,
            @PathParam("notice") String noticeId,
            @PathParam("proof") String proof,
            @Context HttpHeaders headers,
            byte @Nullable [] body) {
        var served = served(channel);
        var about = new About(served, tenantId, noticeId);
        if (!reports.isProven(about, proof)) throw Problem.notFound("This is no address of ours.");
        var provider = provider(served);
        var callback = proven(provider, reports.url(about), headers, body);
        return reports.take(about, provider.report(callback, TextCallbackResource::fields));
    }

    @POST
    @Path("/replies")
    @Operation(
            operationId = "replyToText",
            summary = "Takes what somebody wrote back: STOP and START, in several languages.",
            description =
                    "STOP ends texts to that number for every tenant that has it, until START comes from it. Everything else is not read.")
    @RequestBody(
            content = {
                @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "204", description = "Taken; nothing is written back.")
    public Uni<Void> reply(@PathParam("channel") String channel, @Context HttpHeaders headers, byte @Nullable [] body) {
        var served = served(channel);
        var provider = provider(served);
        var callback = proven(provider, reports.repliesUrl(served), headers, body);
        return switch (provider.reply(callback, TextCallbackResource::fields)) {
            case TextReply.Stop(var address) -> addresses.stop(served, address);
            case TextReply.Start(var address) -> addresses.start(served, address);
            case TextReply.Other _ -> Uni.createFrom().voidItem();
        };
    }

    private static Channel served(String name) {
        return Channel.named(name)
                .orElseThrow(() -> Problem.notFound("There is no channel " + name + "; sms and chat report here."));
    }

    private Provider provider(Channel channel) {
        return gateways.of(channel)
                .filter(Provider::reports)
                .orElseThrow(() -> Problem.notFound("No provider reports for " + channel.wireName() + " here."));
    }

    private Callback proven(Provider provider, String url, HttpHeaders headers, byte @Nullable [] body) {
        if (body == null || body.length > LONGEST_BODY)
            throw Problem.badRequest("invalid_callback", "A callback has 1 to " + LONGEST_BODY + " bytes.");
        var named = new HashMap<String, String>();
        headers.getRequestHeaders().forEach((name, values) -> {
            if (!values.isEmpty()) named.put(name.toLowerCase(Locale.ROOT), values.getFirst());
        });
        var callback = new Callback(url, named, body, clock.instant());
        if (!provider.isFrom(callback)) throw Problem.unauthorized("This is not signed by the provider.");
        return callback;
    }

    private static Map<String, String> fields(byte[] body) {
        return JsonFields.read(body)
                .orElseThrow(() -> Problem.badRequest("invalid_callback", "A callback is a JSON object."));
    }
}

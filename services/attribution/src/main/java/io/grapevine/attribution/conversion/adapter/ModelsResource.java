package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.channel.ModelReport;
import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.events.ConversionDecided;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the channels of a program earned, by every model. */
@Path("/v1/attribution/programs/{key}/models")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelsResource {

    private final CountJourneys countJourneys;
    private final Caller caller;

    ModelsResource(CountJourneys countJourneys, Caller caller) {
        this.countJourneys = countJourneys;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "What channels earned, by every model",
            description =
                    "Counts the journeys of the period by first_touch, last_touch, last_non_direct, linear, position_based, j_shaped,"
                            + " inverse_j, time_decay, w_shaped, full_path, markov and shapley, whatever model the program decides by; its own"
                            + " half-life is used, its own weights are reported as position. A journey is the conversion's eligible touches, by"
                            + " the program's lookback, neither the person's own nor those of people they brought. A touch's channel is its"
                            + " utm_medium, else its utm_source; paid for a bare ad-click id, direct, code for a code, else referral; after 500"
                            + " channels the others are counted as other. People with touches in the period who did not convert in it count as"
                            + " lost, for markov. Values are in minor units after refunds, and sum to the total with the unattributed.")
    @APIResponse(responseCode = "200", description = "The report as of now")
    public Uni<ModelReport> models(
            String key,
            @Parameter(
                            description =
                                    "When conversions begin to count, RFC 3339, inclusive; without it from the beginning")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "When they end to, RFC 3339, exclusive; without it never")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "What is a conversion: purchase or signup")
                    @QueryParam("kind")
                    @DefaultValue("purchase")
                    String kind) {
        var wanted = ConversionDecided.Kind.valueOf(AttributionResource.kindNamed(kind));
        return countJourneys.report(caller.tenantId(), key, wanted, Period.read(from, to));
    }
}

package io.grapevine.insights.graph.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.insights.graph.Ancestors;
import io.grapevine.insights.graph.Branch;
import io.grapevine.insights.graph.Cascades;
import io.grapevine.insights.graph.Descendants;
import io.grapevine.insights.graph.ForestSummary;
import io.grapevine.insights.graph.LiveForest;
import io.grapevine.insights.graph.Spreaders;
import io.grapevine.insights.graph.picture.Colour;
import io.grapevine.insights.graph.picture.Svg;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who brought whom. */
@Path("/v1/insights/programs/{key}")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Graph")
public class GraphResource {

    private static final String PERSON = "`par_…`, or the site's own id of a person";

    private static final String SVG = "image/svg+xml";
    private static final String PNG = "image/png";

    /** In a picture, more friends side by side than this hide the shape of the tree. */
    private static final int MOST_ABREAST = 20;
    /** Farther from a person nobody looks at single people; their numbers are by generation, to any depth. */
    private static final int MOST_GENERATIONS = 10;
    /** What a person can look at, and what one answer may weigh. */
    private static final int MOST_PEOPLE = 1_000;
    /** A list of the first ones, to be read by eye. */
    private static final int MOST_LISTED = 100;

    private final ProgramGraphs graphs;
    private final Caller caller;

    GraphResource(ProgramGraphs graphs, Caller caller) {
        this.graphs = graphs;
        this.caller = caller;
    }

    @GET
    @Path("/graph")
    @Operation(
            summary = "The program's referral forest in numbers",
            description =
                    "People are the customers (whoever signed up) and the owners of codes; edges are the binds that hold now.")
    @APIResponse(responseCode = "200", description = "The forest as of now")
    public Uni<ForestSummary> summary(String key) {
        return graphs.ask(caller.tenantId(), key, forest -> ForestSummary.of(key, forest));
    }

    @GET
    @Path("/graph/{participantId}")
    @Produces({MediaType.APPLICATION_JSON, SVG, PNG})
    @Operation(
            summary = "The people below one person",
            description =
                    "Generation by generation, in the order they were brought, each with how many people and what revenue are below."
                            + " `Accept: image/svg+xml` or `image/png` for a picture, in which one person's friends past 20 stand as"
                            + " one box.")
    @APIResponse(
            responseCode = "200",
            description = "The branch as of now",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Branch.class)))
    public Uni<Response> below(
            String key,
            @Parameter(description = PERSON) String participantId,
            @Parameter(description = "Generations, 1-10") @QueryParam("depth") @DefaultValue("3") String depth,
            @Parameter(description = "People, 1-1000") @QueryParam("limit") @DefaultValue("1000") String limit,
            @Parameter(description = "Of a picture, `#rrggbb`") @QueryParam("color") @DefaultValue("#3f7d4e")
                    String color,
            @Context HttpHeaders headers) {
        var colour = colour(color);
        var form = form(headers.getAcceptableMediaTypes());
        var people = number("limit", limit, MOST_PEOPLE);
        var abreast = form.equals(MediaType.APPLICATION_JSON) ? people : MOST_ABREAST;
        var extent = new Branch.Extent(number("depth", depth, MOST_GENERATIONS), people, abreast);
        return about(key, participantId, (forest, id, participant) -> Branch.of(key, forest, id, participant, extent))
                .map(branch -> response(branch, form, colour));
    }

    @GET
    @Path("/graph/{participantId}/generations")
    @Operation(
            summary = "Everybody below one person, counted by generation",
            description = "To any depth; the ratio to the generation before is its K-factor.")
    @APIResponse(responseCode = "200", description = "The counts as of now")
    public Uni<Descendants> generations(String key, @Parameter(description = PERSON) String participantId) {
        return about(key, participantId, (forest, id, participant) -> Descendants.of(key, forest, id, participant));
    }

    @GET
    @Path("/graph/{participantId}/ancestors")
    @Operation(
            summary = "Who stands above one person",
            description = "From the advocate up to the root; at most 1,000.")
    @APIResponse(responseCode = "200", description = "The ancestors as of now")
    public Uni<Ancestors> ancestors(String key, @Parameter(description = PERSON) String participantId) {
        return about(
                key,
                participantId,
                (forest, id, participant) -> Ancestors.of(key, forest, id, participant, MOST_PEOPLE));
    }

    @GET
    @Path("/cascades")
    @Operation(
            summary = "The largest trees of the program",
            description =
                    "Each begins with somebody whom nobody brought. Structural virality is the mean distance between two people of the"
                            + " tree: about 2 where one person told everybody, more where it went from person to person.")
    @APIResponse(responseCode = "200", description = "The trees with the most people")
    public Uni<Cascades> cascades(
            String key,
            @Parameter(description = "How many, 1-100") @QueryParam("limit") @DefaultValue("10") String limit) {
        var most = number("limit", limit, MOST_LISTED);
        return graphs.walk(caller.tenantId(), key, "cascades " + most, shape -> Cascades.of(key, shape, most));
    }

    @GET
    @Path("/spreaders")
    @Operation(
            summary = "Who brought the most people",
            description = "And how much of the spreading the busiest fifth of all who brought anybody does.")
    @APIResponse(responseCode = "200", description = "The people with the most friends")
    public Uni<Spreaders> spreaders(
            String key,
            @Parameter(description = "How many, 1-100") @QueryParam("limit") @DefaultValue("10") String limit) {
        var most = number("limit", limit, MOST_LISTED);
        return graphs.walk(caller.tenantId(), key, "spreaders " + most, shape -> Spreaders.of(key, shape, most));
    }

    /** Answers about a person of a forest; empty if it has no such person. */
    private interface Question<T> {
        Optional<T> answer(LiveForest forest, String externalId, @Nullable String participantId);
    }

    private <T> Uni<T> about(String key, String person, Question<T> question) {
        return graphs.about(
                caller.tenantId(),
                key,
                person,
                (forest, sight) -> question.answer(
                                forest, Objects.requireNonNullElse(sight.externalId(), person), sight.participantId())
                        .orElseThrow(() -> nobody(key, person)));
    }

    /** What is asked for first among what there is; JSON for whoever takes anything. */
    private static String form(List<MediaType> acceptable) {
        for (var type : acceptable) {
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) return MediaType.APPLICATION_JSON;
            if (type.isCompatible(MediaType.valueOf(SVG))) return SVG;
            if (type.isCompatible(MediaType.valueOf(PNG))) return PNG;
        }
        return MediaType.APPLICATION_JSON;
    }

    private static Response response(Branch branch, String form, Colour colour) {
        if (form.equals(MediaType.APPLICATION_JSON))
            return Response.ok(branch, form).build();
        var drawing = DrawBranch.of(branch, colour);
        // Names in it are other people's: whoever opens it as a page runs and loads nothing.
        return Response.ok(form.equals(SVG) ? Svg.of(drawing) : PaintPng.of(drawing), form)
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static Colour colour(String text) {
        try {
            return Colour.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("invalid_parameter", e.getMessage() + ".");
        }
    }

    private static int number(String name, String text, int most) {
        try {
            var number = Integer.parseInt(text);
            if (number >= 1 && number <= most) return number;
        } catch (NumberFormatException e) {
            // refused below, like a number out of bounds
        }
        throw Problem.badRequest("invalid_parameter", name + " must be 1-" + most + ", was " + text + ".");
    }

    private static Problem nobody(String key, String person) {
        return Problem.notFound("Program " + key + " has no person " + person + ".");
    }
}

package io.grapevine.notification.template.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.template.Bank;
import io.grapevine.notification.template.Brand;
import io.grapevine.notification.template.Composition;
import io.grapevine.notification.template.Frame;
import io.grapevine.notification.template.Letter;
import io.grapevine.notification.template.Samples;
import io.grapevine.notification.template.ShareTexts;
import io.grapevine.notification.template.TestForm;
import io.grapevine.notification.template.Wording;
import io.grapevine.notification.template.WordingForm;
import io.grapevine.notification.template.adapter.TemplateStore.Place;
import io.grapevine.notification.template.adapter.TemplateStore.Version;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The words a program uses, in each language, version by version. */
@Path("/v1/templates/{programKey}")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Templates",
        description = "What is said about each moment in each language: ready words, or the program's own.")
public class TemplateResource {

    private static final String PREVIEW_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final Caller caller;
    private final TenantTransactions transactions;
    private final TemplateStore store;
    private final Bank bank;
    private final Frame frame;
    private final TestLetter testLetter;
    private final InstantSource clock;

    TemplateResource(
            Caller caller,
            TenantTransactions transactions,
            TemplateStore store,
            Bank bank,
            Frame frame,
            TestLetter testLetter,
            InstantSource clock) {
        this.caller = caller;
        this.transactions = transactions;
        this.store = store;
        this.bank = bank;
        this.frame = frame;
        this.testLetter = testLetter;
        this.clock = clock;
    }

    /** What there is to say, and in which version. */
    public record TemplateList(
            List<String> languages, List<String> moments, String accent, Signed brand, List<Changed> changed) {}

    /** Words that are not the bank's, or once were not. */
    public record Changed(String moment, String language, int version) {}

    /** Ready texts by network. */
    public record ShareList(String language, Map<String, String> texts) {}

    /** The program's colour, and who signs: null = the program's name, and answers go to the installation's address. */
    public record Signed(
            String accent,
            @Nullable String sender,
            @Nullable String replyTo) {

        static Signed of(Brand brand) {
            var replyTo = brand.sender().replyTo();
            return new Signed(brand.accent().value(), brand.sender().name(), replyTo == null ? null : replyTo.value());
        }
    }

    @GET
    @Operation(
            operationId = "listTemplates",
            summary = "Lists moments, languages and what the program says in its own words.")
    public Uni<TemplateList> list(@PathParam("programKey") String programKey) {
        var tenantId = caller.tenantId();
        return transactions.inTenant(
                tenantId,
                session -> store.brand(session, tenantId, programKey)
                        .chain(brand -> store.current(session, tenantId, programKey)
                                .map(current -> new TemplateList(
                                        List.copyOf(bank.languages()),
                                        List.of(Moment.values()).stream()
                                                .map(Moment::wireName)
                                                .toList(),
                                        brand.accent().value(),
                                        Signed.of(brand),
                                        current.stream()
                                                .map(each ->
                                                        new Changed(each.moment(), each.language(), each.version()))
                                                .toList()))));
    }

    @GET
    @Path("/share-texts")
    @Operation(
            operationId = "shareTexts",
            summary = "Ready texts for each network, each with the disclosure that the law asks for.")
    public Uni<ShareList> share(
            @PathParam("programKey") String programKey, @QueryParam("language") @Nullable String language) {
        var tenantId = caller.tenantId();
        var locale = Bank.locale(language);
        return transactions.inTenant(
                tenantId,
                session -> existing(session, tenantId, programKey)
                        .map(name -> new ShareList(
                                bank.in(locale).language().toLanguageTag(), ShareTexts.of(bank, locale, name))));
    }

    @PUT
    @Path("/brand")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putBrand",
            summary = "Says which colour the program's letters have and who signs them, the whole of it.",
            description =
                    "Without `sender` the program's name stands beside the address, without `replyTo` answers go to it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Signed.class)))
    public Uni<Signed> paint(@PathParam("programKey") String programKey, @Nullable Map<String, @Nullable Object> body) {
        var tenantId = caller.tenantId();
        var brand = accepted(Brand.read(body));
        return transactions.inTenant(
                tenantId,
                session -> existing(session, tenantId, programKey)
                        .chain(() -> store.keep(session, tenantId, programKey, brand))
                        .replaceWith(() -> Signed.of(brand)));
    }

    @GET
    @Path("/{moment}/{language}")
    @Operation(operationId = "showTemplate", summary = "Shows the words in force, or those of an earlier version.")
    public Uni<TemplateResponse> show(
            @PathParam("programKey") String programKey,
            @PathParam("moment") String moment,
            @PathParam("language") String language,
            @QueryParam("version") @Nullable Integer version) {
        var place = place(programKey, moment, language);
        return transactions.inTenant(
                place.tenantId(),
                session -> store.versions(session, place)
                        .map(versions -> TemplateResponse.of(place, versions, named(versions, version), ready(place))));
    }

    @PUT
    @Path("/{moment}/{language}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putTemplate",
            summary = "Says it in the program's own words, as a new version.",
            description =
                    "ICU messages in plain text; a blank line ends a paragraph of the body. `version` is the one you changed: if another"
                            + " came meanwhile, the answer is 409 `version_conflict`.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<TemplateResponse> put(
            @PathParam("programKey") String programKey,
            @PathParam("moment") String moment,
            @PathParam("language") String language,
            @Nullable Map<String, @Nullable Object> body) {
        var place = place(programKey, moment, language);
        var written = accepted(WordingForm.read(body));
        return transactions.inTenant(
                place.tenantId(),
                session -> existing(session, place.tenantId(), programKey)
                        .chain(() -> store.versionsHeld(session, place))
                        .chain(versions -> add(session, place, versions, written.version(), written.wording())));
    }

    @PUT
    @Path("/{moment}/{language}/reverted")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "revertTemplate",
            summary = "Goes back to the words of an earlier version, as a new one.",
            description = "`{version, to}`: the version in force and the one to go back to; 0 is the bank's.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<TemplateResponse> revert(
            @PathParam("programKey") String programKey,
            @PathParam("moment") String moment,
            @PathParam("language") String language,
            @Nullable Map<String, @Nullable Object> body) {
        var place = place(programKey, moment, language);
        var asked = accepted(Form.read(body, TemplateResource::reversion));
        return transactions.inTenant(
                place.tenantId(),
                session -> store.versionsHeld(session, place)
                        .chain(versions -> add(
                                session,
                                place,
                                versions,
                                asked.version(),
                                named(versions, asked.to()).wording())));
    }

    @GET
    @Path("/{moment}/{language}/preview")
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "previewTemplate", summary = "Shows the mail with sample data, as a page.")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
    public Uni<Response> preview(
            @PathParam("programKey") String programKey,
            @PathParam("moment") String moment,
            @PathParam("language") String language,
            @QueryParam("version") @Nullable Integer version) {
        var place = place(programKey, moment, language);
        return shown(place, version).map(shown -> page(place, shown, shown.wording()));
    }

    @POST
    @Path("/{moment}/{language}/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "previewDraft", summary = "Shows the mail in words that are kept nowhere, as a page.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
    public Uni<Response> previewDraft(
            @PathParam("programKey") String programKey,
            @PathParam("moment") String moment,
            @PathParam("language") String language,
            @Nullable Map<String, @Nullable Object> body) {
        var place = place(programKey, moment, language);
        var draft = accepted(WordingForm.readDraft(body));
        return shown(place, null).map(shown -> page(place, shown, draft));
    }

    @POST
    @Path("/{moment}/{language}/test")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "testTemplate",
            summary =
                    "Mails it to an address with sample data, marked as a test, and says what the mail server answered.",
            description = "`{to, version?}`, or `{to, draft}` with words that are kept nowhere. At most 20 an hour.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<TestLetter.Tested> test(
            @PathParam("programKey") String programKey,
            @PathParam("moment") String moment,
            @PathParam("language") String language,
            @Nullable Map<String, @Nullable Object> body) {
        var place = place(programKey, moment, language);
        var asked = accepted(TestForm.read(body));
        return shown(place, asked.version())
                .invoke(shown -> testLetter.permit(place.tenantId()))
                .chain(shown -> testLetter.handle(
                        place.tenantId(),
                        place.moment(),
                        letter(place, shown, asked.draft() == null ? shown.wording() : asked.draft()),
                        shown.brand().sender(),
                        asked.to()));
    }

    /** @param wording null = the bank's */
    private record Shown(
            String program, Brand brand, @Nullable Wording wording) {}

    private Uni<Shown> shown(Place place, @Nullable Integer version) {
        return transactions.inTenant(
                place.tenantId(),
                session -> existing(session, place.tenantId(), place.programKey())
                        .chain(name -> store.brand(session, place.tenantId(), place.programKey())
                                .chain(brand -> store.versions(session, place)
                                        .map(versions -> new Shown(
                                                name,
                                                brand,
                                                named(versions, version).wording())))));
    }

    private record Reversion(int version, int to) {}

    private static @Nullable Reversion reversion(Form form) {
        form.requires("version", "the version in force");
        form.requires("to", "the version to go back to; 0 is the bank's");
        var version = form.whole("version", 0, Integer.MAX_VALUE);
        var to = form.whole("to", 0, Integer.MAX_VALUE);
        form.refuseRest(Set.of());
        return version == null || to == null ? null : new Reversion(version.intValue(), to.intValue());
    }

    private Uni<TemplateResponse> add(
            Mutiny.StatelessSession session,
            Place place,
            List<Version> versions,
            int expected,
            @Nullable Wording wording) {
        var newest = versions.isEmpty() ? 0 : versions.getFirst().number();
        if (newest != expected)
            throw Problem.conflict(
                    "version_conflict", "The words are at version " + newest + " by now: read them and change those.");
        var added = new Version(newest + 1, wording, clock.instant());
        return store.add(session, place, added)
                .chain(() -> store.versions(session, place))
                .map(all -> TemplateResponse.of(place, all, added, ready(place)));
    }

    private Response page(Place place, Shown shown, @Nullable Wording wording) {
        return Response.ok(frame.html(letter(place, shown, wording)))
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", PREVIEW_POLICY)
                .build();
    }

    private Letter letter(Place place, Shown shown, @Nullable Wording wording) {
        var locale = Locale.forLanguageTag(place.language());
        var telling = Samples.of(
                place.moment(), locale, shown.program(), shown.brand().accent());
        return Composition.of(bank, wording == null ? ready(place) : wording, telling);
    }

    private Wording ready(Place place) {
        return bank.in(Locale.forLanguageTag(place.language())).wording(place.moment());
    }

    private Place place(String programKey, String moment, String language) {
        if (!bank.languages().contains(language))
            throw Problem.notFound(
                    "There are no words in " + language + "; there are " + String.join(", ", bank.languages()) + ".");
        return new Place(
                caller.tenantId(),
                programKey,
                Moment.named(moment).orElseThrow(() -> Problem.notFound("There is no moment " + moment + ".")),
                language);
    }

    /** @param version null = the newest; 0 = the bank's */
    private static Version named(List<Version> versions, @Nullable Integer version) {
        if (version == null && !versions.isEmpty()) return versions.getFirst();
        if (version == null || version == 0) return new Version(0, null, Instant.EPOCH);
        return versions.stream()
                .filter(each -> each.number() == version)
                .findAny()
                .orElseThrow(() -> Problem.notFound("There is no version " + version + "."));
    }

    private Uni<String> existing(Mutiny.StatelessSession session, String tenantId, String programKey) {
        return store.program(session, tenantId, programKey)
                .map(name -> name.orElseThrow(() -> Problem.notFound("There is no program " + programKey + ".")));
    }

    private static <T> T accepted(Reading<T> reading) {
        return switch (reading) {
            case Reading.Accepted<T>(var value) -> value;
            case Reading.Refused<T>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new Problem.FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
    }
}

package io.grapevine.chassis.access;

import io.grapevine.chassis.consume.Failures;
import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Turns {@code Authorization: Bearer gv_…} into a {@link Caller}, or the request away. */
class KeyFilter {

    private static final String SCHEME = "bearer ";
    /** A database that restarts needs about as long. */
    private static final int RETRY_AFTER_SECONDS = 2;

    /** A browser's EventSource sends no header of ours. Only what ends soon may stand in a URL: never a key. */
    private static final String IN_THE_URL = "access_token";

    private final ApiKeys keys;
    private final ParticipantTokens participants;
    private final Caller caller;

    KeyFilter(ApiKeys keys, ParticipantTokens participants, Caller caller) {
        this.keys = keys;
        this.participants = participants;
        this.caller = caller;
    }

    @ServerRequestFilter
    public @Nullable Uni<Void> check(ContainerRequestContext request, ResourceInfo resource) {
        var required = required(resource);
        if (required == null) return null;
        var presented = bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (presented == null && required.participants()) presented = inTheUrl(request);
        if (presented == null)
            return Uni.createFrom().failure(Problem.unauthorized("Send your key as 'Authorization: Bearer gv_sk_…'."));
        if (presented.startsWith(ParticipantToken.PREFIX)) return admit(presented, required);
        return keys.find(presented)
                .onFailure(Failures::willPass)
                .transform(away -> Problem.retryLater(
                        503, "keys_unavailable", "Keys cannot be looked up now.", RETRY_AFTER_SECONDS))
                .map(found -> found.orElseThrow(() -> Problem.unauthorized("This key is unknown or revoked.")))
                .invoke(key -> admit(key, List.of(required.value())))
                .replaceWithVoid();
    }

    private Uni<Void> admit(String token, RequiresKey required) {
        var proof = participants.proof(token);
        if (proof.isEmpty())
            return Uni.createFrom()
                    .failure(Problem.unauthorized("This token is not one of ours, or is over: ask for a new one."));
        if (!required.participants())
            return Uni.createFrom().failure(Problem.forbidden("This needs a key; a participant's token was sent."));
        caller.identified(proof.get());
        Correlation.mark(proof.get().tenantId(), Correlation.current());
        return Uni.createFrom().voidItem();
    }

    private void admit(ApiKey key, List<Kind> allowed) {
        if (!allowed.contains(key.kind()))
            throw Problem.forbidden(
                    "This needs a " + allowed.stream().map(Kind::wireName).collect(Collectors.joining(" or "))
                            + " key; the one sent is " + key.kind().wireName() + ".");
        caller.identified(key);
        Correlation.mark(key.tenantId(), Correlation.current());
    }

    private static @Nullable RequiresKey required(ResourceInfo resource) {
        var method = resource.getResourceMethod();
        if (method == null) return null;
        var onMethod = method.getAnnotation(RequiresKey.class);
        return onMethod != null ? onMethod : resource.getResourceClass().getAnnotation(RequiresKey.class);
    }

    private static @Nullable String inTheUrl(ContainerRequestContext request) {
        var token = request.getUriInfo().getQueryParameters().getFirst(IN_THE_URL);
        return request.getMethod().equals("GET") && token != null && token.startsWith(ParticipantToken.PREFIX)
                ? token
                : null;
    }

    private static @Nullable String bearer(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) return null;
        var token = header.substring(SCHEME.length()).strip();
        return token.isEmpty() || Arrays.asList(token.split(" ")).size() > 1 ? null : token;
    }
}

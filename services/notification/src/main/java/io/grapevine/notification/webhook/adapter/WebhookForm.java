package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.egress.Target;
import io.grapevine.chassis.egress.Target.Reading;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.Problem.FieldError;
import io.grapevine.notification.webhook.SignatureKind;
import io.grapevine.notification.webhook.Subscription;
import io.grapevine.notification.webhook.Throttle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A request about an endpoint, read and found good; what was absent is empty. */
record WebhookForm(
        Optional<Target> target,
        Optional<Subscription> subscription,
        Optional<Boolean> enabled,
        Optional<List<SignatureKind>> signatures,
        Optional<Boolean> ordered,
        OptionalInt maxPerSecond) {

    private static final String URL = "/url";
    private static final String TYPES = "/types";
    private static final String SIGNATURES = "/signatures";

    /** @throws Problem 422 naming each wrong field */
    static WebhookForm toCreate(@Nullable WebhookRequest request, Receivers receivers) {
        var errors = new ArrayList<FieldError>();
        if (request == null || request.url() == null)
            errors.add(new FieldError(URL, "required", "name the URL to post to"));
        if (request == null || request.types() == null)
            errors.add(new FieldError(TYPES, "required", "name the types to hear of, or [\"*\"]"));
        return read(request, receivers, errors);
    }

    /** @throws Problem 422 naming each wrong field */
    static WebhookForm toChange(@Nullable WebhookRequest request, Receivers receivers) {
        return read(request, receivers, new ArrayList<>());
    }

    /** What is wrong with a URL whose host leads to where we never connect to. */
    static Problem unreachable() {
        return Problem.invalid(List.of(new FieldError(
                URL, "url_not_allowed", "the host leads to an address that is not on the public internet")));
    }

    private static WebhookForm read(@Nullable WebhookRequest request, Receivers receivers, List<FieldError> errors) {
        var url = request == null ? null : request.url();
        var types = request == null ? null : request.types();
        var target = url == null ? Optional.<Target>empty() : target(receivers.read(url), errors);
        var subscription = types == null ? Optional.<Subscription>empty() : subscription(types, errors);
        var signatures = signatures(request, errors);
        var maxPerSecond = maxPerSecond(request, errors);
        if (!errors.isEmpty()) throw Problem.invalid(errors);
        return new WebhookForm(
                target,
                subscription,
                Optional.ofNullable(request == null ? null : request.enabled()),
                signatures,
                Optional.ofNullable(request == null ? null : request.ordered()),
                maxPerSecond);
    }

    private static Optional<List<SignatureKind>> signatures(@Nullable WebhookRequest request, List<FieldError> errors) {
        if (request == null || request.signatures() == null) return Optional.empty();
        var named =
                request.signatures().stream().map(String::valueOf).distinct().toList();
        var kinds = named.stream()
                .map(SignatureKind::named)
                .flatMap(Optional::stream)
                .toList();
        if (!kinds.isEmpty() && kinds.size() == named.size()) return Optional.of(kinds);
        errors.add(new FieldError(SIGNATURES, "unknown_signature", "one or both of v1, v1a"));
        return Optional.empty();
    }

    private static OptionalInt maxPerSecond(@Nullable WebhookRequest request, List<FieldError> errors) {
        if (request == null || request.maxPerSecond() == null) return OptionalInt.empty();
        int asked = request.maxPerSecond();
        if (asked >= 0 && asked <= Throttle.MOST_PER_SECOND) return OptionalInt.of(asked);
        errors.add(new FieldError("/maxPerSecond", "out_of_range", "1 to " + Throttle.MOST_PER_SECOND + ", or 0"));
        return OptionalInt.empty();
    }

    private static Optional<Target> target(Reading reading, List<FieldError> errors) {
        return switch (reading) {
            case Reading.Usable(var target) -> Optional.of(target);
            case Reading.Unusable(var code, var detail) -> {
                errors.add(new FieldError(URL, code, detail));
                yield Optional.empty();
            }
        };
    }

    private static Optional<Subscription> subscription(List<@Nullable String> types, List<FieldError> errors) {
        if (types.isEmpty()) errors.add(new FieldError(TYPES, "required", "name at least one type, or [\"*\"]"));
        var named = types.stream().map(String::valueOf).toList();
        for (var unknown : Subscription.unknownAmong(named))
            errors.add(new FieldError(
                    TYPES + "/" + named.indexOf(unknown),
                    "unknown_type",
                    "known are " + String.join(", ", Subscription.known())));
        return errors.stream().anyMatch(error -> error.pointer().startsWith(TYPES))
                ? Optional.empty()
                : Optional.of(new Subscription(named));
    }
}

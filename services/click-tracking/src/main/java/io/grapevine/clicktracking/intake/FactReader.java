package io.grapevine.clicktracking.intake;

import io.grapevine.clicktracking.clickid.Verification;
import io.grapevine.clicktracking.redirect.Query;
import io.grapevine.events.AliasRecorded;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.ClickReference;
import io.grapevine.events.Consent;
import io.grapevine.events.Context;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.EventData;
import io.grapevine.events.EventRejected.FieldProblem;
import io.grapevine.events.Evidence;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.Item;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.SealedPersonal;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.TrafficLabel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the data of one event as the fact of its type; answers null where the problems forbid one. */
final class FactReader {

    private static final int LONGEST_MESSAGE = 4000;
    private static final int LONGEST_EMAIL = 320;
    private static final int LONGEST_LOCALE = 35;

    private final Safeguard safeguard;
    private final Fields data;
    private final String eventId;
    private final List<FieldProblem> problems;
    private @Nullable PersonalKeyWrapped key;

    FactReader(Safeguard safeguard, Fields data, String eventId, List<FieldProblem> problems) {
        this.safeguard = safeguard;
        this.data = data;
        this.eventId = eventId;
        this.problems = problems;
    }

    /** The key of the personal fields that were sealed on the way; null if there were none. */
    @Nullable
    PersonalKeyWrapped key() {
        return key;
    }

    EventData.@Nullable Fact read(String type) {
        return switch (type) {
            case "share" -> share();
            case "click" -> click();
            case "identify" -> identify();
            case "alias" -> alias();
            case "signup" -> signUp();
            case "purchase" -> purchase();
            case "refund" -> refund();
            case "dispute" -> dispute();
            default -> throw new IllegalArgumentException("no such type: " + type);
        };
    }

    private EventData.@Nullable Fact share() {
        var participantId = data.name("participantId");
        var code = data.code("referralCode");
        oneOf("participantId", "referralCode");
        var channel = data.requiredName("channel");
        var visitorId = data.name("visitorId");
        var variant = data.name("variant");
        var message = data.text("message", LONGEST_MESSAGE);
        var context = context(null);
        if (refused()) return null;
        var person = participantId != null ? participantId : String.valueOf(code);
        var personal = seal(person, "message", message);
        return new ShareRecorded(participantId, code, channel, agreed(context, visitorId), variant, personal, context);
    }

    private EventData.@Nullable Fact click() {
        var code = data.code("referralCode");
        var token = data.name("clickId");
        oneOf("referralCode", "clickId");
        var visitorId = data.name("visitorId");
        var url = data.address("url");
        var referrer = data.address("referrer");
        var userAgent = data.text("userAgent", Texts.LONGEST_NAME * 2);
        var interaction = data.word("interaction", ClickRecorded.Interaction.class);
        var context = context(null);
        if (token != null && interaction != null && interaction != ClickRecorded.Interaction.CLICK)
            data.problem("interaction", "contradiction", "A clickId is of a click: leave interaction out.");
        var click = token == null ? null : verified(token, code);
        if (refused()) return null;
        var label = userAgent == null ? TrafficLabel.HUMAN : safeguard.label().apply(userAgent);
        return new ClickRecorded(
                click == null ? eventId : click.clickId(),
                click == null ? ClickRecorded.Origin.HOST : ClickRecorded.Origin.LANDING,
                click == null ? null : click.linkId(),
                code,
                agreed(context, visitorId),
                label,
                safeguard.classifierVersion(),
                url,
                referrer,
                userAgent,
                Query.campaignOf(url),
                context,
                interaction == ClickRecorded.Interaction.CLICK ? null : interaction,
                null);
    }

    /** A refused click id is ignored where a code remains; alone it is nothing that could be recorded. */
    private @Nullable ClickReference verified(String token, @Nullable String code) {
        return switch (safeguard.clickIds().apply(token)) {
            case Verification.Valid valid -> valid.click();
            case Verification.Refused refused -> {
                if (code == null)
                    data.problem(
                            "clickId",
                            "click_id_refused",
                            "clickId is " + refused.reason().wireName() + ".");
                yield null;
            }
        };
    }

    private EventData.@Nullable Fact identify() {
        var visitorId = data.requiredName("visitorId");
        var customerId = data.requiredName("customerId");
        var email = data.text("email", LONGEST_EMAIL);
        var traits = data.member("traits");
        var context = context(email);
        if (refused()) return null;
        var fields = fields("email", agreed(context, email));
        if (traits != null && !isDenied(context)) fields.put("traits", CanonicalJson.write(traits));
        return new IdentifyRecorded(
                visitorId,
                customerId,
                hash(agreed(context, email)),
                seal(customerId, fields),
                context,
                formHash(agreed(context, email)));
    }

    private EventData.@Nullable Fact alias() {
        var previousId = data.requiredName("previousId");
        var customerId = data.requiredName("customerId");
        var context = context(null);
        return refused() ? null : new AliasRecorded(previousId, customerId, context);
    }

    private EventData.@Nullable Fact signUp() {
        var customerId = data.requiredName("customerId");
        var visitorId = data.name("visitorId");
        var email = data.text("email", LONGEST_EMAIL);
        var name = data.text("name", Texts.LONGEST_NAME);
        var locale = data.text("locale", LONGEST_LOCALE);
        var evidence = evidence();
        var context = context(email);
        if (refused()) return null;
        var fields = fields("email", agreed(context, email));
        if (name != null && !isDenied(context)) fields.put("name", name);
        return new SignUpRecorded(
                customerId,
                agreed(context, visitorId),
                evidence,
                hash(agreed(context, email)),
                locale,
                seal(customerId, fields),
                context,
                formHash(agreed(context, email)));
    }

    private EventData.@Nullable Fact purchase() {
        var orderId = data.requiredName("orderId");
        var customerId = data.name("customerId");
        var visitorId = data.name("visitorId");
        oneOf("customerId", "visitorId");
        long amount = data.requiredAmount("amount");
        var currency = data.requiredCurrency("currency");
        var evidence = evidence();
        var items = items();
        var tax = data.amount("tax");
        var shipping = data.amount("shipping");
        var discount = data.amount("discount");
        var email = data.text("email", LONGEST_EMAIL);
        var fingerprint = data.name("paymentFingerprint");
        var context = context(email);
        if (refused()) return null;
        var person = customerId != null ? customerId : String.valueOf(visitorId);
        var personal = seal(person, "email", agreed(context, email));
        return new PurchaseRecorded(
                orderId,
                customerId,
                customerId == null ? visitorId : agreed(context, visitorId),
                amount,
                currency,
                evidence,
                items,
                tax,
                shipping,
                discount,
                hash(agreed(context, email)),
                agreed(context, fingerprint),
                personal,
                context,
                formHash(agreed(context, email)));
    }

    private EventData.@Nullable Fact refund() {
        var refundId = data.requiredName("refundId");
        var orderId = data.requiredName("orderId");
        long amount = data.requiredAmount("amount");
        var currency = data.requiredCurrency("currency");
        var items = items();
        var reason = data.text("reason", Texts.LONGEST_NAME);
        var context = context(null);
        return refused() ? null : new RefundRecorded(refundId, orderId, amount, currency, items, reason, context);
    }

    private EventData.@Nullable Fact dispute() {
        var disputeId = data.requiredName("disputeId");
        var orderId = data.requiredName("orderId");
        if (!data.has("state")) data.problem("state", "required", "state is required: opened, won or lost.");
        var state = data.word("state", DisputeRecorded.State.class);
        var amount = data.amount("amount");
        var context = context(null);
        return refused() || state == null ? null : new DisputeRecorded(disputeId, orderId, state, amount, context);
    }

    private void oneOf(String one, String other) {
        if (!data.has(one) && !data.has(other)) data.problem(one, "required", one + " or " + other + " is required.");
    }

    /** A code that a person typed wrong must not cost the sign-up or order: any name is kept, attribution says what it is worth. */
    private Evidence evidence() {
        var token = data.name("clickId");
        var code = data.name("referralCode");
        var coupons = data.names("couponCodes");
        if (token == null) return new Evidence(null, null, code, coupons);
        return switch (safeguard.clickIds().apply(token)) {
            case Verification.Valid valid -> new Evidence(valid.click(), null, code, coupons);
            case Verification.Refused refused ->
                new Evidence(null, refused.reason().wireName(), code, coupons);
        };
    }

    private List<Item> items() {
        return data.objects("items").stream()
                .map(item -> new Item(
                        item.name("sku"),
                        item.name("name"),
                        item.name("category"),
                        item.quantity("quantity"),
                        item.amount("price")))
                .toList();
    }

    private Context context(@Nullable String email) {
        return ContextReader.read(data, safeguard, email);
    }

    private static boolean isDenied(Context context) {
        return context.consent() == Consent.DENIED;
    }

    /** What tells who somebody is, unless they refused: then the event counts without a person, and only what names it stays. */
    private static @Nullable String agreed(Context context, @Nullable String personal) {
        return isDenied(context) ? null : personal;
    }

    private boolean refused() {
        return !problems.isEmpty();
    }

    private @Nullable String hash(@Nullable String email) {
        return email == null ? null : safeguard.emailHash().apply(email);
    }

    /** Null where the form is the address itself, which has its hash already. */
    private @Nullable String formHash(@Nullable String email) {
        if (email == null) return null;
        var form = EmailForm.of(email);
        return form.equals(EmailForm.plain(email))
                ? null
                : safeguard.emailHash().apply(form);
    }

    private static Map<String, String> fields(String name, @Nullable String value) {
        var fields = new LinkedHashMap<String, String>();
        if (value != null) fields.put(name, value);
        return fields;
    }

    private @Nullable SealedPersonal seal(String person, String name, @Nullable String value) {
        return seal(person, fields(name, value));
    }

    private @Nullable SealedPersonal seal(String person, Map<String, String> fields) {
        if (fields.isEmpty()) return null;
        var sealed = safeguard.seal().apply(new Personal(person, fields));
        key = sealed.key();
        return sealed.fields();
    }
}

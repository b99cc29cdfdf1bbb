package io.grapevine.insights.ring;

import io.grapevine.events.AliasRecorded;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Consent;
import io.grapevine.events.Context;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.Evidence;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.TrafficLabel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What events show of people, each thing once and in an order of its own: whatever order they come in, and however often, the sets of
 * all their parts add up to the same. An order without a customer shows nobody.
 */
public final class Shown {

    private final Set<Showing> showings = new TreeSet<>();
    private final Set<LinkFollowed> followed = new TreeSet<>();
    private final Set<CodeGiven> given = new TreeSet<>();
    private final Set<SamePerson> same = new TreeSet<>();
    private final String tenantId;

    private Shown(String tenantId) {
        this.tenantId = tenantId;
    }

    /** By events of one tenant; nothing by those whose person refused to be credited to anybody. */
    public static Shown by(String tenantId, Collection<Event<?>> events) {
        var shown = new Shown(tenantId);
        events.forEach(shown::read);
        return shown;
    }

    public Set<Showing> showings() {
        return showings;
    }

    public Set<LinkFollowed> followed() {
        return followed;
    }

    public Set<CodeGiven> given() {
        return given;
    }

    public Set<SamePerson> same() {
        return same;
    }

    private void read(Event<?> event) {
        if (event.data() instanceof EventData.Fact fact && fact.context().consent() == Consent.DENIED) return;
        switch (event.data()) {
            case SignUpRecorded signUp -> {
                var person = signUp.customerId();
                email(person, signUp.emailHash(), signUp.emailFormHash());
                around(person, signUp.visitorId(), signUp.context());
                place(person, event, signUp.context());
                codes(person, signUp.evidence());
            }
            case PurchaseRecorded order -> {
                var person = order.customerId();
                if (person == null) return;
                email(person, order.emailHash(), order.emailFormHash());
                around(person, order.visitorId(), order.context());
                show(Trait.PAYMENT, order.paymentFingerprint(), person);
                codes(person, order.evidence());
            }
            case IdentifyRecorded identify -> {
                var person = identify.customerId();
                email(person, identify.emailHash(), identify.emailFormHash());
                around(person, identify.visitorId(), identify.context());
            }
            case AliasRecorded alias -> {
                // What was known until then may have been a visitor or a customer: the one is shown, the other is the
                // same.
                show(Trait.BROWSER, alias.previousId(), alias.customerId());
                same.add(new SamePerson(tenantId, alias.previousId(), alias.customerId()));
            }
            case ParticipantPublished participant ->
                show(Trait.EMAIL, participant.emailHash(), participant.externalId());
            case ClickRecorded click -> follow(click);
            default -> {} // shows nothing of the kind
        }
    }

    /** Both of the address as it was given and of the form that it comes down to: advocates enrol by the first alone. */
    private void email(String person, @Nullable String hash, @Nullable String formHash) {
        show(Trait.EMAIL, hash, person);
        show(Trait.EMAIL, formHash, person);
    }

    private void around(String person, @Nullable String visitorId, Context context) {
        show(Trait.BROWSER, visitorId, person);
        show(Trait.DEVICE, context.deviceKey(), person);
    }

    private void place(String person, Event<?> signUp, Context context) {
        var network = context.network();
        if (network == null) return;
        var day = signUp.time().atOffset(ZoneOffset.UTC).toLocalDate();
        show(Trait.PLACE, network.key() + "/" + day, person);
    }

    private void codes(String person, Evidence evidence) {
        Stream.concat(Stream.ofNullable(evidence.referralCode()), evidence.couponCodes().stream())
                .forEach(code -> given.add(new CodeGiven(tenantId, person, code)));
    }

    /** What people clicked on in a browser that was told of; a link that was only seen was not followed. */
    private void follow(ClickRecorded click) {
        var visitor = click.visitorId();
        var code = Objects.requireNonNullElse(click.code(), "");
        var link = code.isEmpty() ? Objects.requireNonNullElse(click.linkId(), "") : "";
        if (visitor == null
                || code.isEmpty() && link.isEmpty()
                || click.label() != TrafficLabel.HUMAN
                || click.kind() != ClickRecorded.Interaction.CLICK) return;
        followed.add(new LinkFollowed(tenantId, key(visitor), code, link));
    }

    private void show(Trait trait, @Nullable String thing, String person) {
        if (thing != null) showings.add(new Showing(tenantId, trait.wireName(), key(thing), person));
    }

    // Half of a hash: shorter than what hosts give, of one length, and not to be read back.
    private static UUID key(String thing) {
        try {
            var hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(thing.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.fraud.Identifier;
import io.grapevine.attribution.fraud.People;
import io.grapevine.attribution.fraud.Trait;
import io.grapevine.events.Consent;
import io.grapevine.events.Context;
import io.grapevine.events.EventData;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.SignUpRecorded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a fact shows that people can be told to be the same by.
 *
 * @param suspect an address to be thrown away, or a network of a data centre
 */
record Shown(String person, Identifier identifier, boolean suspect) {

    /**
     * Everything that a fact shows of a person; nothing where the person refused.
     *
     * @param withNetwork whether also where they were; only sign-ups show a place and day
     */
    static List<Shown> by(EventData fact, Instant at, boolean withNetwork) {
        var shown = new ArrayList<Shown>();
        if (fact instanceof EventData.Fact said && said.context().consent() == Consent.DENIED) return shown;
        switch (fact) {
            case SignUpRecorded signUp -> {
                of(shown, signUp.customerId(), signUp, null, signUp.context());
                if (withNetwork) network(shown, signUp.customerId(), signUp.context(), at);
            }
            case PurchaseRecorded order -> {
                var person = order.customerId() == null ? People.guestOf(order.orderId()) : order.customerId();
                of(shown, person, order, order.paymentFingerprint(), order.context());
                if (withNetwork) network(shown, person, order.context(), null);
            }
            case IdentifyRecorded identify -> {
                of(shown, identify.customerId(), identify, null, identify.context());
                if (withNetwork) network(shown, identify.customerId(), identify.context(), null);
            }
            default -> {} // shows nothing of the kind
        }
        return shown;
    }

    /** The address that an advocate enrolled with. */
    static Shown ofParticipant(String externalId, String emailHash) {
        return new Shown(externalId, new Identifier(Trait.EMAIL, key(emailHash)), false);
    }

    private static void of(
            List<Shown> shown, String person, EventData fact, @Nullable String payment, Context context) {
        var disposable = Boolean.TRUE.equals(context.disposableEmail());
        for (var hash : Traces.emailHashes(fact))
            shown.add(new Shown(person, new Identifier(Trait.EMAIL, key(hash)), disposable));
        var device = context.deviceKey();
        if (device != null) shown.add(new Shown(person, new Identifier(Trait.DEVICE, key(device)), false));
        if (payment != null) shown.add(new Shown(person, new Identifier(Trait.PAYMENT, key(payment)), false));
    }

    private static void network(List<Shown> shown, String person, Context context, @Nullable Instant signedUpAt) {
        var network = context.network();
        if (network == null) return;
        var dataCentre = Boolean.TRUE.equals(network.dataCentre());
        shown.add(new Shown(person, new Identifier(Trait.NETWORK, key(network.key())), dataCentre));
        if (signedUpAt == null) return;
        var place = network.key() + "/" + signedUpAt.atOffset(ZoneOffset.UTC).toLocalDate();
        shown.add(new Shown(person, new Identifier(Trait.PLACE, key(place)), false));
    }

    // Half of a hash: shorter than what hosts give, of one length, and not to be read back.
    private static UUID key(String text) {
        try {
            var hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Names it among the identities that are locked while it is decided. */
    String lock() {
        return identifier.trait() + "\n" + identifier.key();
    }
}

package io.grapevine.clicktracking.intake;

import io.grapevine.clicktracking.network.NetworkAddress;
import io.grapevine.events.Consent;
import io.grapevine.events.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what any event may say about its circumstances; who refuses is left without what would tell them apart. */
final class ContextReader {

    private static final int COUNTRY_LETTERS = 2;

    private ContextReader() {}

    /** @param email the address that the event gives */
    static Context read(Fields data, Safeguard safeguard, @Nullable String email) {
        var country = data.name("country");
        if (country != null && !isCountry(country))
            data.problem("country", "invalid_country", "country must be an ISO 3166-1 code of two letters.");
        var consent = data.word("consent", Consent.class);
        var deviceKey = data.name("deviceKey");
        var network = network(data, safeguard);
        boolean denied = consent == Consent.DENIED;
        return new Context(
                data.name("programKey"),
                consent,
                country == null ? null : country.toUpperCase(Locale.ROOT),
                denied ? null : deviceKey,
                data.name("segment"),
                denied ? null : network,
                denied || email == null || !DisposableMail.isOf(email) ? null : true);
    }

    /** The address itself goes no further than this, nor into what is said about it. */
    private static Context.@Nullable Network network(Fields data, Safeguard safeguard) {
        var ip = data.name("ip");
        if (ip == null) return null;
        var address = NetworkAddress.parse(ip);
        if (address.isEmpty())
            data.problem(
                    "ip",
                    "invalid_ip",
                    "ip must be one IPv4 or IPv6 address, like 203.0.113.7 or 2001:db8::1, without port, name or prefix; leave it out if you do not know it.");
        return address.flatMap(there -> there.network()
                        .map(safeguard.networkKey())
                        .map(key ->
                                new Context.Network(key, safeguard.dataCentres().have(there) ? true : null)))
                .orElse(null);
    }

    private static boolean isCountry(String text) {
        return text.length() == COUNTRY_LETTERS
                && text.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
    }
}

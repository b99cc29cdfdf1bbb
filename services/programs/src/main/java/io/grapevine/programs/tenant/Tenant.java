package io.grapevine.programs.tenant;

import io.grapevine.events.definition.Destination;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A site that uses Grapevine.
 *
 * @param hosts host names whose links are this tenant's, lower case, without port; the first stands in referral links
 * @param fallbackUrl where unknown codes lead; null answers 404
 */
public record Tenant(
        String id,
        String name,
        List<String> hosts,
        @Nullable String fallbackUrl) {

    /** The installation itself, which owns the operators' keys and nothing else; no site can have this id. */
    public static final String OPERATOR = "operator";

    /** The site of a local installation. */
    public static final Tenant DEMO = new Tenant("demo", "Demo", List.of("localhost", "127.0.0.1"), null);

    // Each host is a row that every redirect's look-up may meet.
    static final int MOST_HOSTS = 20;

    private static final int LONGEST_NAME = 200;
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,63}");
    private static final String ID_FIX = "write 1 to 63 characters of a-z, 0-9 and hyphen, other than " + OPERATOR;

    public Tenant {
        hosts = List.copyOf(hosts);
    }

    /** Reads what an operator sent; {@code key} becomes the tenant's id, and the name if none is given. */
    public static Reading<Tenant> read(@Nullable Object body) {
        return Form.read(body, Tenant::fill);
    }

    private static @Nullable Tenant fill(Form form) {
        var id = id(form);
        var name = form.text("name", LONGEST_NAME);
        var hosts =
                form.texts("hosts", MOST_HOSTS, Tenant::isHost, "write a host name such as go.example.com, no port");
        var fallback = form.read("fallbackUrl", Destination::parse, Destination.FIX);
        form.refuseRest(Set.of("currency", "locale", "plan", "timezone"));
        if (id == null) return null;
        var lowerCase = hosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        return new Tenant(id, name == null ? id : name, lowerCase, fallback == null ? null : fallback.address());
    }

    private static @Nullable String id(Form form) {
        form.requires("key", ID_FIX);
        return form.read("key", text -> Optional.of(text).filter(Tenant::isId), ID_FIX);
    }

    /** Whether the text can be the id of a site. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches() && !text.equals(OPERATOR);
    }

    private static boolean isHost(String text) {
        return Destination.parse("https://" + text)
                .filter(address -> isBare(address, text))
                .isPresent();
    }

    private static boolean isBare(Destination address, String host) {
        return address.origin().equals("https://" + host.toLowerCase(Locale.ROOT) + ":443") && !host.endsWith(".");
    }
}

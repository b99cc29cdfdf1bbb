package io.grapevine.attribution.journey;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Through which channel a touch came, by what its address said: the medium first, because it is what the field calls a channel. */
public final class Channel {

    /** A link of an advocate, of which nothing more is known. */
    public static final String REFERRAL = "referral";
    /** A code that somebody typed or redeemed. */
    public static final String CODE = "code";
    /** An advertisement that says no more than the network's click id. */
    public static final String PAID = "paid";

    // It is a name in a report; what is longer is somebody filling our disk.
    private static final int LONGEST = 64;

    /** As analytics tools write a visit that nothing led to. */
    private static final Set<String> DIRECT_WORDS = Set.of("direct", "(direct)", "none", "(none)");

    // What Google Analytics counts as a paid medium, so that both say the same of one click.
    private static final Pattern PAID_MEDIUM = Pattern.compile(".*cp.*|ppc|retargeting|paid.*");
    // Set on whatever is clicked or shared there, most of which nobody paid for.
    private static final Set<String> NO_SIGN_OF_PAYMENT = Set.of("fbclid", "igshid");

    private Channel() {}

    /**
     * Whether somebody paid for the click: an advertising network's click id, or a medium that is paid for.
     *
     * @param parameters UTM and ad-click parameters of the address, and no others
     */
    public static boolean isPaid(Map<String, String> parameters) {
        var medium = parameters.getOrDefault("utm_medium", "").strip().toLowerCase(Locale.ROOT);
        return PAID_MEDIUM.matcher(medium).matches()
                || parameters.keySet().stream()
                        .anyMatch(name -> !name.startsWith("utm_") && !NO_SIGN_OF_PAYMENT.contains(name));
    }

    /**
     * The channel in lower case, without control characters.
     *
     * @param parameters UTM and ad-click parameters of the address, and no others
     * @return null if they do not say
     */
    public static @Nullable String of(Map<String, String> parameters) {
        if (parameters.isEmpty()) return null;
        return Stream.of("utm_medium", "utm_source")
                .map(name -> named(parameters.getOrDefault(name, "")))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseGet(() -> isAdvertisement(parameters) ? PAID : null);
    }

    private static boolean isAdvertisement(Map<String, String> parameters) {
        return parameters.keySet().stream().anyMatch(name -> !name.startsWith("utm_"));
    }

    private static String named(String written) {
        var name = written.codePoints()
                .filter(point -> !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip()
                .toLowerCase(Locale.ROOT);
        return DIRECT_WORDS.contains(name) ? ChannelTouch.DIRECT : name;
    }
}

package io.grapevine.programs.apikey;

import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.definition.Destination;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A further key for a tenant.
 *
 * @param origins browser origins a publishable key answers to; empty means any
 * @param person who holds a secret key, lower case; null if it is a machine's
 */
public record KeyRequest(
        Kind kind, List<String> origins, @Nullable String person) {

    // Each is compared with the Origin header of every event a browser sends.
    static final int MOST_ORIGINS = 20;

    // One spelling a person: whoever could be written in two ways could sign twice. No colon: "system:…" is no person.
    private static final Pattern PERSON = Pattern.compile("[a-z0-9][a-z0-9@._+-]{0,99}");

    private static final Map<String, Kind> KINDS = Map.of("secret", Kind.SECRET, "publishable", Kind.PUBLISHABLE);

    public KeyRequest {
        origins = List.copyOf(origins);
    }

    /** Reads what an operator sent. */
    public static Reading<KeyRequest> read(@Nullable Object body) {
        return Form.read(body, KeyRequest::fill);
    }

    private static @Nullable KeyRequest fill(Form form) {
        form.requires("kind", "write secret or publishable");
        var kind = form.choice("kind", KINDS, Set.of("restricted"));
        var origins = form.texts(
                "origins",
                MOST_ORIGINS,
                KeyRequest::isOrigin,
                "write an origin as browsers do, such as https://shop.example");
        if (kind == Kind.SECRET && !origins.isEmpty())
            form.wrong("origins", "only publishable keys live in browsers; leave it out");
        var person = form.read(
                "person",
                text -> Optional.of(text.toLowerCase(Locale.ROOT))
                        .filter(word -> PERSON.matcher(word).matches()),
                "write one word for one member of staff: letters a-z, digits and . _ + - @, at most 100");
        if (kind == Kind.PUBLISHABLE && person != null)
            form.wrong("person", "what lies in a browser signs nothing; leave it out");
        form.refuseRest(Set.of("scopes", "expires", "name"));
        return kind == null ? null : new KeyRequest(kind, origins, person);
    }

    private static boolean isOrigin(String text) {
        return Destination.parse(text).isPresent() && text.matches("[a-z]+://[^/?#]+");
    }
}

package io.grapevine.programs.participant;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import io.grapevine.programs.code.ReferralCode;
import java.time.Instant;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person a site wants in its program.
 *
 * @param externalId the site's own id of the person
 * @param referralCode null lets us draw one
 * @param effectiveFrom event time from which the code counts; null for all times
 */
public record Enrolment(
        String externalId,
        @Nullable ReferralCode referralCode,
        @Nullable String email,
        @Nullable String name,
        @Nullable String locale,
        @Nullable Instant effectiveFrom) {

    /** Ids given by clients are 1 to 255 printable characters, everywhere. */
    public static final int LONGEST_ID = 255;

    // RFC 5321 allows no longer path.
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 200;
    // The longest registered language tags stay well below.
    private static final int LONGEST_LOCALE = 35;
    // Whether mail arrives only mail can tell; this keeps out what is plainly none, and every way to forge a header.
    private static final Pattern EMAIL = Pattern.compile("[^\\s\\p{Cntrl}@,;<>\"]+@[^\\s\\p{Cntrl}@,;<>\"]+");

    /** Reads what a client sent. */
    public static Reading<Enrolment> read(@Nullable Object body) {
        return Form.read(body, Enrolment::fill);
    }

    private static @Nullable Enrolment fill(Form form) {
        form.requires("externalId", "write your own id of the person, the same as in events");
        var externalId = form.text("externalId", LONGEST_ID);
        var code = form.read("referralCode", ReferralCode::parse, ReferralCode.FIX);
        var email = form.read("email", Enrolment::email, "write one address such as ana@example.com");
        var name = form.text("name", LONGEST_NAME);
        var locale = form.read("locale", Enrolment::locale, "write a language tag such as de or pt-BR");
        var effectiveFrom = form.time("effectiveFrom");
        form.refuseRest(Set.of("phone", "address", "tags", "metadata", "segment", "referredBy", "avatar"));
        return externalId == null ? null : new Enrolment(externalId, code, email, name, locale, effectiveFrom);
    }

    /** Reads an id that somebody looks for; null looks for nobody in particular. */
    public static Reading<Optional<String>> readExternalId(@Nullable String text) {
        if (text == null) return new Reading.Accepted<>(Optional.empty());
        return Form.read(Map.of("externalId", text), form -> Optional.ofNullable(form.text("externalId", LONGEST_ID)));
    }

    /** The fields that must be sealed before they are kept or sent, by name; empty if none was given. */
    public Map<String, String> personalFields() {
        var fields = new LinkedHashMap<String, String>();
        if (email != null) fields.put("email", email);
        if (name != null) fields.put("name", name);
        return fields;
    }

    private static Optional<String> email(String text) {
        var address = text.strip();
        return address.length() <= LONGEST_EMAIL && EMAIL.matcher(address).matches()
                ? Optional.of(address)
                : Optional.empty();
    }

    private static Optional<String> locale(String tag) {
        if (tag.length() > LONGEST_LOCALE) return Optional.empty();
        try {
            var locale = new Locale.Builder().setLanguageTag(tag).build();
            return locale.getLanguage().isEmpty() ? Optional.empty() : Optional.of(locale.toLanguageTag());
        } catch (IllformedLocaleException noTag) {
            return Optional.empty();
        }
    }

    /** Ids only: a record's own text would put personal data into logs. */
    @Override
    public String toString() {
        return "Enrolment[" + externalId + "]";
    }
}

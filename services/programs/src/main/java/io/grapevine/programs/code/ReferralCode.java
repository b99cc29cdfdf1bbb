package io.grapevine.programs.code;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What a friend types or follows; upper and lower case are different codes. */
public record ReferralCode(String value) {

    /** What to write instead of a code that is refused. */
    public static final String FIX = "write 3 to 64 characters of A-Z, a-z, 0-9, underscore and hyphen";

    /** Upper-case letters and digits without those that people confuse: 0 and O, 1, I and L. */
    static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    // 31^12 is more than 2^59: codes can be neither guessed nor, by the birthday bound, met twice below hundreds of
    // millions.
    static final int GENERATED_LENGTH = 12;

    // Three characters are the shortest a person would choose; 64 still fit a link on paper and a primary key.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{3,64}");

    public ReferralCode {
        if (!FORM.matcher(value).matches()) throw new IllegalArgumentException("no referral code: " + value);
    }

    /** Empty if the text is no code. */
    public static Optional<ReferralCode> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ReferralCode(text)) : Optional.empty();
    }

    /** A code nobody chose; {@code random} must be unpredictable. */
    public static ReferralCode generate(RandomGenerator random) {
        var drawn = new StringBuilder(GENERATED_LENGTH);
        for (int i = 0; i < GENERATED_LENGTH; i++) drawn.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return new ReferralCode(drawn.toString());
    }
}

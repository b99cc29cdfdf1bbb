package io.grapevine.programs.participant;

import io.grapevine.programs.code.ReferralCode;
import java.util.regex.Pattern;

/**
 * A person enrolled in a program.
 *
 * @param id {@code par_…}
 * @param referralCode the first code; further ones are further links
 */
public record Participant(String id, String programKey, String externalId, ReferralCode referralCode) {

    private static final Pattern ID = Pattern.compile("par_[0-9a-f-]{36}");

    /** Whether the text can be the id of a participant at all. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}

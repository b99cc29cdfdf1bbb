package io.grapevine.notification.template;

import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what.
 *
 * @param locale as the reader's record says it; words are taken from the nearest language we have, figures and dates follow it
 * @param name as the reader gave it; may be hostile
 * @param program its name as the tenant gave it
 * @param accent the program's colour
 * @param inviter who asked to invite the reader, as that person wrote it; null but for invitations
 * @param share the reader's own referral link, or the inviter's; null if there is none
 * @param leave where the reader leaves the stream; null where there is none to leave
 */
public record Telling(
        Moment moment,
        Details details,
        Audience audience,
        Locale locale,
        ZoneId zone,
        String program,
        Accent accent,
        @Nullable String name,
        @Nullable String inviter,
        @Nullable String share,
        @Nullable String leave) {

    /** What the reader is to the program. */
    public enum Audience {
        ADVOCATE,
        FRIEND,
        INVITEE;

        /** As the reader's id says. */
        public static Audience of(String readerId) {
            if (readerId.startsWith("par_")) return ADVOCATE;
            return readerId.startsWith("inv_") ? INVITEE : FRIEND;
        }
    }
}

package io.grapevine.programs.link;

import io.grapevine.events.definition.Destination;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import io.grapevine.programs.code.ReferralCode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A further link of a participant: a vanity code, a deep link into the site, or both.
 *
 * @param code null lets us draw one
 * @param destination null leads where the program leads
 */
public record LinkRequest(
        String participantId,
        @Nullable ReferralCode code,
        @Nullable Destination destination,
        @Nullable Instant effectiveFrom) {

    private static final int LONGEST_ID = 255;

    /**
     * @param program where the program leads: a link must stay on the same site
     */
    public static Reading<LinkRequest> read(@Nullable Object body, Destination program) {
        return Form.read(body, form -> fill(form, program));
    }

    private static @Nullable LinkRequest fill(Form form, Destination program) {
        form.requires("participantId", "write the par_… id of the participant");
        var participantId = form.text("participantId", LONGEST_ID);
        var code = form.read("code", ReferralCode::parse, ReferralCode.FIX);
        var destination = form.read("destination", Destination::parse, Destination.FIX);
        if (destination != null && !destination.isOfSameOriginAs(program))
            form.wrong("destination", "write an address that starts with " + program.origin());
        var effectiveFrom = form.time("effectiveFrom");
        form.refuseRest(Set.of("expires", "utm", "title"));
        return participantId == null ? null : new LinkRequest(participantId, code, destination, effectiveFrom);
    }
}

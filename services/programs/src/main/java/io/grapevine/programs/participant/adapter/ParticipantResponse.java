package io.grapevine.programs.participant.adapter;

import io.grapevine.programs.link.ReferralLink;
import io.grapevine.programs.link.ShareLinks;
import io.grapevine.programs.participant.Participant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A participant as a site shows it: nothing personal, everything to share.
 *
 * @param qr where the referral link is drawn as a QR code
 * @param codes all codes, the first one first; only where one participant is asked for
 */
@Schema(name = "Participant")
record ParticipantResponse(
        @Schema(examples = "par_0199…") String id,
        @Schema(examples = "user-1") String externalId,
        @Schema(examples = "ANA10") String referralCode,
        @Schema(examples = "http://localhost:8080/r/ANA10") String referralLink,
        ShareLinks shareLinks,
        String qr,
        @Nullable List<String> codes) {

    static ParticipantResponse of(Offer offer, Participant participant) {
        return of(offer, participant, null);
    }

    static ParticipantResponse of(Offer offer, Participant participant, @Nullable List<String> codes) {
        var link = ReferralLink.of(offer.origin(), participant.referralCode());
        return new ParticipantResponse(
                participant.id(),
                participant.externalId(),
                participant.referralCode().value(),
                link.address(),
                ShareLinks.of(link, offer.name()),
                qr(offer, participant),
                codes);
    }

    private static String qr(Offer offer, Participant participant) {
        var key = URLEncoder.encode(offer.programKey(), StandardCharsets.UTF_8);
        return offer.apiOrigin() + "/v1/programs/" + key + "/participants/" + participant.id() + "/qr";
    }

    /** A page; {@code next} is absent on the last. */
    record Page(List<ParticipantResponse> items, @Nullable String next) {}
}

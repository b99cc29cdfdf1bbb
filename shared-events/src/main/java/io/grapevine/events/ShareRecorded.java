package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/** An advocate passed a link on. At least one of participant and code is present. */
public record ShareRecorded(
        @Nullable String participantId,
        @Nullable String referralCode,
        String channel,
        @Nullable String visitorId,
        @Nullable String variant,
        @Nullable SealedPersonal personal,
        Context context)
        implements EventData.Fact {

    public ShareRecorded {
        if (participantId == null && referralCode == null)
            throw new IllegalArgumentException("a share names its participantId or its referralCode");
    }

    @Override
    public String subject() {
        return participantId != null ? participantId : String.valueOf(referralCode);
    }
}

package io.grapevine.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every type on the log: its name on the wire, its record, its topic. A change of shape that is not additive is a new constant. */
public enum EventType {
    CLICK_RECORDED("click.recorded", ClickRecorded.class, Topic.CLICKS),
    SHARE_RECORDED("share.recorded", ShareRecorded.class, Topic.SHARES),
    SIGNUP_RECORDED("signup.recorded", SignUpRecorded.class, Topic.CONVERSIONS),
    PURCHASE_RECORDED("purchase.recorded", PurchaseRecorded.class, Topic.CONVERSIONS),
    REFUND_RECORDED("refund.recorded", RefundRecorded.class, Topic.CONVERSIONS),
    DISPUTE_RECORDED("dispute.recorded", DisputeRecorded.class, Topic.CONVERSIONS),
    IDENTIFY_RECORDED("identify.recorded", IdentifyRecorded.class, Topic.CONVERSIONS),
    ALIAS_RECORDED("alias.recorded", AliasRecorded.class, Topic.CONVERSIONS),
    EVENT_REJECTED("event.rejected", EventRejected.class, Topic.REJECTIONS),
    CONVERSION_DECIDED("conversion.decided", ConversionDecided.class, Topic.ATTRIBUTIONS),
    REPLAY_DECIDED("replay.decided", ReplayDecided.class, Topic.REPLAYS),
    REPLAY_COMPLETED("replay.completed", ReplayCompleted.class, Topic.REPLAYS),
    REWARD_CHANGED("reward.changed", RewardChanged.class, Topic.REWARDS),
    TENANT_PUBLISHED("tenant.published", TenantPublished.class, Topic.TENANTS),
    API_KEY_PUBLISHED("apikey.published", ApiKeyPublished.class, Topic.TENANTS),
    PROGRAM_PUBLISHED("program.published", ProgramPublished.class, Topic.PROGRAMS),
    PARTICIPANT_PUBLISHED("participant.published", ParticipantPublished.class, Topic.PARTICIPANTS),
    LINK_PUBLISHED("link.published", LinkPublished.class, Topic.LINKS),
    PERSONAL_KEY_WRAPPED("personalkey.wrapped", PersonalKeyWrapped.class, Topic.KEYS),
    NOTIFICATION_DELIVERED("notification.delivered", NotificationDelivered.class, Topic.NOTIFICATIONS),
    INVITATION_REQUESTED("invitation.requested", InvitationRequested.class, Topic.NOTIFICATIONS),
    ALERT_RAISED("alert.raised", AlertRaised.class, Topic.ALERTS);

    private static final Map<String, EventType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));
    private static final Map<Class<?>, EventType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::record, Function.identity()));

    private final String wireName;
    private final Class<? extends EventData> record;
    private final Topic topic;

    EventType(String nounAndVerb, Class<? extends EventData> record, Topic topic) {
        this.wireName = "io.grapevine." + nounAndVerb + ".v1";
        this.record = record;
        this.topic = topic;
    }

    /** {@code ce_type}, for example {@code io.grapevine.click.recorded.v1}. */
    public String wireName() {
        return wireName;
    }

    public Class<? extends EventData> record() {
        return record;
    }

    public Topic topic() {
        return topic;
    }

    /** {@code ce_dataschema}: a relative reference into the schemas that this module ships. */
    public String dataSchema() {
        return "/schemas/" + wireName + ".json";
    }

    public static EventType of(EventData data) {
        var type = BY_RECORD.get(data.getClass());
        if (type == null) throw new IllegalStateException("no event type for " + data.getClass());
        return type;
    }

    public static Optional<EventType> named(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}

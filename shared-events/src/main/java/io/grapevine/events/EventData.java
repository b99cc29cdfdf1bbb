package io.grapevine.events;

/** What an event says. Sealed: a consumer's switch over it is checked by the compiler. */
public sealed interface EventData {

    /** The identity the fact is about, without the tenant: it becomes {@code ce_subject} and, after the tenant, the Kafka key. */
    String subject();

    /** What a site reports about people: the facts that attribution decides on. */
    sealed interface Fact extends EventData
            permits ClickRecorded,
                    ShareRecorded,
                    SignUpRecorded,
                    PurchaseRecorded,
                    RefundRecorded,
                    DisputeRecorded,
                    IdentifyRecorded,
                    AliasRecorded {
        Context context();
    }

    /** What the control plane publishes: the latest record per subject is the state. */
    sealed interface Definition extends EventData
            permits TenantPublished, ApiKeyPublished, ProgramPublished, ParticipantPublished, LinkPublished {}

    /** What our own services conclude or report. */
    sealed interface Statement extends EventData
            permits ConversionDecided,
                    RewardChanged,
                    EventRejected,
                    PersonalKeyWrapped,
                    NotificationDelivered,
                    InvitationRequested,
                    ReplayDecided,
                    ReplayCompleted,
                    AlertRaised {}
}

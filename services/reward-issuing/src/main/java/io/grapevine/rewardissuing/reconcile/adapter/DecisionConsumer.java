package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.consume.CaughtUp;
import io.grapevine.events.Topic;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Brings decisions about conversions to {@link IssueRewards}; holds no rule of its own. */
@ApplicationScoped
class DecisionConsumer {

    private static final String DEFINITIONS = "reward-issuing.definitions";

    private final BatchConsumer consumer;
    private final CaughtUp caughtUp;
    private final IssueRewards issueRewards;

    DecisionConsumer(BatchConsumer consumer, CaughtUp caughtUp, IssueRewards issueRewards) {
        this.consumer = consumer;
        this.caughtUp = caughtUp;
        this.issueRewards = issueRewards;
    }

    @Incoming("decisions")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return caughtUp.on(DEFINITIONS, Topic.PROGRAMS, Topic.PARTICIPANTS)
                .chain(() -> consumer.consume(batch, issueRewards::handle));
    }
}

package io.grapevine.notification.template.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.notification.mail.EmailAddress;
import io.grapevine.notification.mail.Sender;
import io.grapevine.notification.moment.Carrier;
import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Notice;
import io.grapevine.notification.template.Letter;
import io.grapevine.notification.template.Trials;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends one letter as a test, by the way all mail goes and once: who asks sees at once what became of it. It is no notice: nothing is kept, and
 * no feed or log hears of it.
 */
@ApplicationScoped
class TestLetter {

    private static final String NOBODY = "test";

    private final Carrier carrier;
    private final InstantSource clock;
    // One entry for each tenant that ever tested: as many as there are tenants.
    private final Map<String, Trials> trials = new ConcurrentHashMap<>();

    TestLetter(@All List<Carrier> carriers, InstantSource clock) {
        this.carrier = carriers.stream()
                .filter(each -> each.channel() == Channel.EMAIL)
                .findAny()
                .orElseThrow();
        this.clock = clock;
    }

    /** @param error a word for operators; null if it was sent */
    record Tested(boolean sent, @Nullable String error) {}

    /** Counts a test before anything is done for it. */
    void permit(String tenantId) {
        var wait = trials.computeIfAbsent(tenantId, tenant -> new Trials()).take(clock.instant());
        if (!wait.isZero())
            throw Problem.retryLater(
                    429,
                    "too_many_tests",
                    "At most " + Trials.MOST + " tests an hour.",
                    Math.toIntExact(wait.toSeconds()) + 1);
    }

    Uni<Tested> handle(String tenantId, Moment moment, Letter letter, Sender sender, EmailAddress to) {
        var notice = new Notice(
                tenantId,
                Identifier.next("ntf"),
                moment,
                NOBODY,
                Map.of("email", to.value()),
                false,
                letter.asTest(),
                sender);
        return Uni.createFrom().completionStage(() -> carrier.carry(notice)).map(TestLetter::tested);
    }

    private static Tested tested(CarrierAnswer answer) {
        return switch (answer) {
            case CarrierAnswer.Taken taken -> new Tested(true, null);
            case CarrierAnswer.Refused refused -> new Tested(false, refused.error());
            case CarrierAnswer.Later later -> new Tested(false, later.error());
            case CarrierAnswer.Unreachable unreachable -> new Tested(false, "unreachable");
            case CarrierAnswer.BrokeOff brokeOff -> new Tested(false, "broken_off");
            case CarrierAnswer.NoAddress none -> new Tested(false, "no_address");
        };
    }
}

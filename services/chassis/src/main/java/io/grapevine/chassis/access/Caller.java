package io.grapevine.chassis.access;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.ApiKeyPublished;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sent the current request, as its key proves; resources ask it for the tenant. */
@RequestScoped
public class Caller {

    private @Nullable ApiKey key;
    private ParticipantToken.@Nullable Payload participant;

    void identified(ApiKey key) {
        this.key = key;
    }

    void identified(ParticipantToken.Payload participant) {
        this.participant = participant;
    }

    public String tenantId() {
        return participant == null ? key().tenantId() : participant.tenantId();
    }

    /**
     * Whom the request is about: who calls with a token of his own may name nobody else, a server's key must name somebody.
     *
     * @param named as the request says it; null if it does not
     * @throws Problem 400 if nobody is named, 404 if it is somebody else, which tells nothing of whether he exists
     */
    public String participant(@Nullable String named) {
        if (participant == null) {
            if (named == null || named.isBlank())
                throw Problem.badRequest("participant_required", "Name the participant: ?participantId=par_…");
            return named;
        }
        if (named != null && !named.equals(participant.participantId()))
            throw Problem.notFound("There is no participant " + named + ".");
        return participant.participantId();
    }

    public ApiKeyPublished.Kind kind() {
        return key().kind();
    }

    /** Which key it was, for records of who did what. */
    public String keyHint() {
        return key().hint();
    }

    /** Hash of the key, by which the database knows whose it is. */
    public String keyHash() {
        return key().keyHash();
    }

    /** Who holds the key and may sign with it; empty for a machine's key, which signs nothing. */
    public Optional<String> person() {
        return Optional.ofNullable(key().person());
    }

    /** Browser origins the key answers to; empty means any. */
    public List<String> origins() {
        return key().origins();
    }

    private ApiKey key() {
        if (key == null) throw new IllegalStateException("the resource lacks @RequiresKey");
        return key;
    }
}

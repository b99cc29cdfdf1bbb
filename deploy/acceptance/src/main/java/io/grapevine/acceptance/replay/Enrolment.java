package io.grapevine.acceptance.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.fact.Fact.Share;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Puts the owners of all codes on the roll of a program before the first event is sent. */
final class Enrolment {
    /** A page of people that programs takes in one transaction. */
    private static final int BATCH = 500;

    private final Api api;
    private final String path;
    private final Progress progress;

    Enrolment(Api api, String programKey, Progress progress) {
        this.api = api;
        this.path = "/v1/programs/" + Api.encoded(programKey) + "/participants/batch";
        this.progress = progress;
    }

    /** One enrolment for each code: a further code of the same person becomes a further code of the same participant. */
    void enrolOwners(Collection<Share> firstShares) {
        var byOwner = firstShares.stream()
                .sorted(Comparator.comparing(Share::sharer).thenComparing(Share::code))
                .toList();
        for (var from = 0; from < byOwner.size(); from += BATCH) {
            enrol(byOwner.subList(from, Math.min(byOwner.size(), from + BATCH)));
            progress.show("enrolled %,d of %,d codes", Math.min(byOwner.size(), from + BATCH), byOwner.size());
        }
    }

    private void enrol(List<Share> shares) {
        var body = JsonNodeFactory.instance.objectNode();
        var participants = body.putArray("participants");
        shares.forEach(share -> participants.add(enrolment(share)));
        var answered = api.post(path, body).orThrow().json();
        var refused = new ArrayList<String>();
        answered.path("participants").forEach(participant -> {
            if (participant.path("status").asInt(200) >= 400) refused.add(participant.toString());
        });
        if (!refused.isEmpty()) throw new IllegalStateException("participants were refused: " + refused);
    }

    private static ObjectNode enrolment(Share share) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("externalId", share.sharer())
                .put("referralCode", share.code());
    }
}

package io.grapevine.programs.participant.adapter;

import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import io.grapevine.programs.participant.Enrolment;
import io.grapevine.programs.participant.EnrolmentBatch;
import io.grapevine.programs.participant.Outcome;
import java.util.Iterator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of each participant of a batch, in the order of the request. */
@Schema(name = "ParticipantBatch")
record BatchResponse(int created, int existing, int rejected, List<Item> participants) {

    /**
     * One participant of the batch.
     *
     * @param status what the request for this one alone would have answered: 201, 200, 409 or 422
     * @param code why it was rejected: {@code code_taken} or {@code invalid_request}
     */
    @Schema(name = "ParticipantBatchItem")
    record Item(
            int status,
            @Nullable String code,
            @Nullable List<Mistake> errors,
            @Nullable ParticipantResponse participant) {}

    static BatchResponse of(Offer offer, EnrolmentBatch batch, List<Outcome> outcomes) {
        var decided = outcomes.iterator();
        var items =
                batch.items().stream().map(read -> item(offer, read, decided)).toList();
        return new BatchResponse(count(items, 201), count(items, 200), count(items, 409) + count(items, 422), items);
    }

    private static Item item(Offer offer, Reading<Enrolment> read, Iterator<Outcome> decided) {
        return switch (read) {
            case Reading.Refused<Enrolment>(var mistakes) -> new Item(422, "invalid_request", mistakes, null);
            case Reading.Accepted<Enrolment> accepted -> item(offer, decided.next());
        };
    }

    private static Item item(Offer offer, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Enrolled(var participant, var link) ->
                new Item(201, null, null, ParticipantResponse.of(offer, participant));
            case Outcome.CodeAdded(var participant, var link) ->
                new Item(200, null, null, ParticipantResponse.of(offer, participant));
            case Outcome.Known(var participant) ->
                new Item(200, null, null, ParticipantResponse.of(offer, participant));
            case Outcome.CodeTaken(var code) -> new Item(409, "code_taken", null, null);
        };
    }

    private static int count(List<Item> items, int status) {
        return (int) items.stream().filter(item -> item.status == status).count();
    }
}

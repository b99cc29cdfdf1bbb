package io.grapevine.notification.template.adapter;

import io.grapevine.notification.template.Wording;
import io.grapevine.notification.template.adapter.TemplateStore.Place;
import io.grapevine.notification.template.adapter.TemplateStore.Version;
import java.time.Instant;
import java.util.List;

/**
 * The words of a moment in a language as the API shows them.
 *
 * @param version 0 while they are the bank's and were never others
 * @param isOwn whether they are the program's own and not the bank's
 */
public record TemplateResponse(
        String moment, String language, int version, boolean isOwn, Wording wording, List<Earlier> versions) {

    /** A version there was. */
    public record Earlier(int version, boolean isOwn, Instant createdAt) {}

    static TemplateResponse of(Place place, List<Version> versions, Version shown, Wording bank) {
        return new TemplateResponse(
                place.moment().wireName(),
                place.language(),
                shown.number(),
                shown.wording() != null,
                shown.wording() == null ? bank : shown.wording(),
                versions.stream()
                        .map(version -> new Earlier(version.number(), version.wording() != null, version.createdAt()))
                        .toList());
    }
}

package io.grapevine.rewardissuing.payout;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of the payments of a payout.
 *
 * @param paid lines that were paid; null = all that are not among {@code failed}
 * @param failed lines that were surely not paid, with the reason
 */
public record ConfirmForm(@Nullable Set<String> paid, Map<String, String> failed) {

    // As many as a payout has lines.
    private static final int MOST_LINES = 1_000;
    private static final int LONGEST_TEXT = 255;

    public ConfirmForm {
        paid = paid == null ? null : Set.copyOf(paid);
        failed = Map.copyOf(failed);
    }

    /** Nothing sent means that everything was paid. */
    public static Reading<ConfirmForm> read(@Nullable Object body) {
        return Form.read(body == null ? Map.of() : body, ConfirmForm::fill);
    }

    private static ConfirmForm fill(Form form) {
        var paid = form.has("paid")
                ? form.texts("paid", MOST_LINES, text -> !text.isBlank(), "write the id of a line, pyl_…")
                : null;
        var failed = new LinkedHashMap<String, String>();
        for (var line : form.objects("failed", MOST_LINES)) {
            line.requires("lineId", "write the id of a line, pyl_…");
            var lineId = line.text("lineId", LONGEST_TEXT);
            var reason = line.text("reason", LONGEST_TEXT);
            line.refuseRest(Set.of());
            if (lineId != null) failed.put(lineId, reason == null ? "failed" : reason);
        }
        form.refuseRest(Set.of());
        if (paid != null && paid.stream().anyMatch(failed::containsKey))
            form.note("paid", Mistake.DUPLICATE, "a line was either paid or failed: name it once");
        return new ConfirmForm(paid == null ? null : Set.copyOf(List.copyOf(paid)), failed);
    }

    /** Every line it says something about by name. */
    public Set<String> named() {
        var named = new HashSet<>(failed.keySet());
        if (paid != null) named.addAll(paid);
        return named;
    }

    /** What became of a line; empty if nothing was said about it. */
    public Optional<LineStatus> outcome(String lineId) {
        if (failed.containsKey(lineId)) return Optional.of(LineStatus.FAILED);
        return paid == null || paid.contains(lineId) ? Optional.of(LineStatus.PAID) : Optional.empty();
    }
}

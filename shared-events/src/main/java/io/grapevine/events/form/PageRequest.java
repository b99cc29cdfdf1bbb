package io.grapevine.events.form;

import java.util.HashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a client wants. Cursors are the last item's sort key; clients need not know that.
 *
 * @param after the sort key to go on after; empty starts at the beginning
 * @param limit most items to answer
 */
public record PageRequest(String after, int limit) {

    // Answers stay below a megabyte or so with the largest items there are.
    static final int MOST = 500;

    private static final int USUAL = 50;
    private static final int LONGEST_CURSOR = 255;
    // Nine digits fit an int.
    private static final int LONGEST_NUMBER = 9;

    /** Reads the two query parameters; null where one was not sent. */
    public static Reading<PageRequest> read(@Nullable String cursor, @Nullable String limit) {
        var fields = new HashMap<String, @Nullable Object>();
        fields.put("cursor", cursor);
        fields.put(
                "limit",
                limit != null && limit.matches("\\d{1," + LONGEST_NUMBER + "}") ? Integer.valueOf(limit) : limit);
        return Form.read(fields, form -> {
            var after = form.text("cursor", LONGEST_CURSOR);
            var most = form.whole("limit", 1, MOST);
            return new PageRequest(after == null ? "" : after, most == null ? USUAL : most.intValue());
        });
    }

    /** How many rows to ask for: one more than is answered tells whether there is a next page. */
    public int ask() {
        return limit + 1;
    }

    public boolean isFirst() {
        return after.isEmpty();
    }

    /** The cursor as a number; one that is none starts at the beginning. */
    public int afterNumber() {
        return after.matches("\\d{1," + LONGEST_NUMBER + "}") ? Integer.parseInt(after) : 0;
    }

    /** The cursor of the next page; null if there is none. */
    public @Nullable String next(int found, Supplier<String> lastKey) {
        return found > limit ? lastKey.get() : null;
    }
}

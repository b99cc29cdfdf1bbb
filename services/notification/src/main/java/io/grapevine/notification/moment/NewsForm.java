package io.grapevine.notification.moment;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What staff writes to everybody of a program. */
public record NewsForm(String title, String text) {

    private static final int LONGEST_TITLE = 150;
    // It stands in every reader's notice, since what was told must stay what it was.
    private static final int LONGEST_TEXT = 2_000;

    public static Reading<NewsForm> read(@Nullable Object body) {
        return Form.read(body, NewsForm::fill);
    }

    private static @Nullable NewsForm fill(Form form) {
        form.requires("title", "write what is new, in a line");
        form.requires("text", "write the news; a blank line ends a paragraph");
        var title = form.text("title", LONGEST_TITLE);
        // Form's own text is one line; news has paragraphs.
        var text = form.read("text", NewsForm::text, "write up to " + LONGEST_TEXT + " characters");
        form.refuseRest(Set.of("image", "link", "segment"));
        return title == null || text == null ? null : new NewsForm(title, text);
    }

    private static Optional<String> text(String text) {
        return text.isBlank() || text.length() > LONGEST_TEXT ? Optional.empty() : Optional.of(text);
    }
}

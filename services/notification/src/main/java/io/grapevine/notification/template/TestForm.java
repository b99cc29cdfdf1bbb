package io.grapevine.notification.template;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.mail.EmailAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A letter to look at in a real mailbox.
 *
 * @param draft words that are kept nowhere; null = those of the version
 * @param version null = the one in force
 */
public record TestForm(
        EmailAddress to, @Nullable Wording draft, @Nullable Integer version) {

    public static Reading<TestForm> read(@Nullable Object body) {
        return Form.read(body, TestForm::fill);
    }

    private static @Nullable TestForm fill(Form form) {
        form.requires("to", "write the address that gets it");
        var to = form.read("to", EmailAddress::parse, "write one address such as ada@example.org");
        var draft = form.object("draft");
        var wording = draft == null ? null : WordingForm.draft(draft);
        var version = form.whole("version", 0, Integer.MAX_VALUE);
        if (form.has("draft") && form.has("version")) form.wrong("version", "leave it out: the draft has none");
        form.refuseRest(Set.of());
        return to == null ? null : new TestForm(to, wording, version == null ? null : version.intValue());
    }
}

package io.grapevine.notification.template;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.mail.Sender;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a program's letters look and who signs them. */
public record Brand(Accent accent, Sender sender) {

    public static final Brand USUAL = new Brand(Accent.USUAL, Sender.USUAL);

    private static final int LONGEST_NAME = 60;

    /** The whole of it: what is not said is as usual. */
    public static Reading<Brand> read(@Nullable Object body) {
        return Form.read(body, Brand::fill);
    }

    private static @Nullable Brand fill(Form form) {
        form.requires("accent", "write a colour such as #6a1b9a");
        var accent = form.read("accent", Accent::parse, "write a colour such as #6a1b9a");
        var name = form.text("sender", LONGEST_NAME);
        var replyTo = form.read("replyTo", Sender::replyTo, "write one address in ASCII such as help@shop.example");
        form.refuseRest(Set.of());
        return accent == null ? null : new Brand(accent, new Sender(name, replyTo));
    }
}

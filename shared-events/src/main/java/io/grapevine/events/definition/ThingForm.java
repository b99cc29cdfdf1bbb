package io.grapevine.events.definition;

import io.grapevine.events.RewardThing;
import io.grapevine.events.form.Form;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is given that is no money, and the cause that money is given to. */
final class ThingForm {

    // A name stands in subject lines and on the merchant's packing list.
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SKU = 255;
    // A reward of more pieces, or of more than ten years, would be a typing error.
    private static final int MOST_PIECES = 1000;
    private static final int MOST_MONTHS = 120;

    private ThingForm() {}

    /** A gift: {@code {name, sku?, quantity?}}. */
    static @Nullable RewardThing gift(Form give) {
        var form = give.object("gift");
        if (form == null) return null;
        var name = name(form, "write what is given, such as Mug");
        var sku = form.text("sku", LONGEST_SKU);
        var quantity = form.whole("quantity", 1, MOST_PIECES);
        form.refuseRest(Set.of());
        return name == null ? null : new RewardThing(name, sku, quantity == null ? null : quantity.intValue());
    }

    /** An upgrade, an access or a recognition: {@code {name, sku?}}. */
    static @Nullable RewardThing named(Form give, String way) {
        var form = give.object(way);
        if (form == null) return null;
        var name = name(form, "write what is given, as people read it");
        var sku = form.text("sku", LONGEST_SKU);
        form.refuseRest(Set.of());
        return name == null ? null : new RewardThing(name, sku, null);
    }

    /** Free months: {@code {months, plan?}}. */
    static @Nullable RewardThing freeMonths(Form give) {
        var form = give.object("freeMonths");
        if (form == null) return null;
        form.requires("months", "write how many months are free, 1 to " + MOST_MONTHS);
        var months = form.whole("months", 1, MOST_MONTHS);
        var plan = form.text("plan", LONGEST_NAME);
        form.refuseRest(Set.of());
        return months == null ? null : new RewardThing(plan == null ? "free months" : plan, null, months.intValue());
    }

    /** Whom a donation goes to. */
    static @Nullable RewardThing cause(Form form) {
        form.requires("cause", "write whom the money goes to, such as Red Cross");
        var cause = form.text("cause", LONGEST_NAME);
        return cause == null ? null : new RewardThing(cause, null, null);
    }

    private static @Nullable String name(Form form, String fix) {
        form.requires("name", fix);
        return form.text("name", LONGEST_NAME);
    }
}

package io.grapevine.events.definition;

import io.grapevine.events.Terms.Exclusivity;
import io.grapevine.events.form.Form;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which other programs must not pay what this one pays: {@code none}, or a group of programs and a rank among them. */
final class ExclusivityForm {

    // Room to put a program between any two, and few enough digits to read.
    static final int LAST_RANK = 1_000;

    private static final String NONE = "none";
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private ExclusivityForm() {}

    /** Null where nothing is written, or what is usual, so that both make the same terms. */
    static @Nullable Exclusivity read(Form definition) {
        var usual = Exclusivity.USUAL;
        if (NONE.equals(definition.value("exclusivity"))) return new Exclusivity(null, usual.rank());
        var form = definition.object("exclusivity");
        if (form == null) return null;
        var group = form.read(
                "group",
                text -> Optional.of(text).filter(GROUP.asMatchPredicate()),
                "write 1 to 64 characters of A-Z, a-z, 0-9, underscore and hyphen, the same for all programs of the group");
        var rank = form.whole("rank", 1, LAST_RANK);
        form.refuseRest(Set.of());
        var exclusivity =
                new Exclusivity(group == null ? usual.group() : group, rank == null ? usual.rank() : rank.intValue());
        return exclusivity.equals(usual) ? null : exclusivity;
    }
}

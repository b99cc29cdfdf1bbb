package io.grapevine.events.definition;

import io.grapevine.events.RewardApproval;
import io.grapevine.events.RewardApproval.By;
import io.grapevine.events.RewardApproval.Fallback;
import io.grapevine.events.form.Form;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code approval} part of a rule, or of a program for all its rules: who must say yes. */
final class ApprovalForm {

    private static final String FIX =
            "write people, none, or {callback: an https address, otherwise: approve or refuse}";
    private static final String CALLBACK_FIX =
            "write the https address that is asked; http only at localhost, for trying out";
    private static final Map<String, RewardApproval> WORDS =
            Map.of("people", RewardApproval.PEOPLE, "none", RewardApproval.NOBODY);
    private static final Map<String, Fallback> FALLBACKS =
            Map.of("approve", Fallback.APPROVE, "refuse", Fallback.REFUSE);

    private ApprovalForm() {}

    /** What a program says holds for its rules that say nothing themselves; what is wrong is told once, at the program. */
    static void readForAll(Form definition) {
        if (read(definition) != null) definition.passDown("approval");
    }

    /** Null if it is absent or wrong. */
    static @Nullable RewardApproval read(Form parent) {
        var value = parent.value("approval");
        if (value == null) return null;
        if (value instanceof Map) return callback(parent.object("approval"));
        var approval = value instanceof String word ? WORDS.get(word) : null;
        if (approval == null) parent.wrong("approval", FIX);
        return approval;
    }

    private static @Nullable RewardApproval callback(@Nullable Form form) {
        if (form == null) return null;
        form.requires("callback", CALLBACK_FIX);
        var callback = form.read("callback", ApprovalForm::address, CALLBACK_FIX);
        form.requires("otherwise", "write approve or refuse: what holds if nothing is answered for 72 hours");
        var otherwise = form.choice("otherwise", FALLBACKS, Set.of());
        form.refuseRest(Set.of());
        if (callback == null || otherwise == null) return null;
        return new RewardApproval(By.CALLBACK, callback, otherwise);
    }

    private static Optional<String> address(String text) {
        return Destination.parse(text)
                .filter(address -> address.origin().startsWith("https://")
                        || address.origin().startsWith("http://localhost:"))
                .map(Destination::address);
    }
}

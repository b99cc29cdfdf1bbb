package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who must say yes before a reward is anybody's.
 *
 * @param callback where the merchant's own system is asked; present exactly for {@link By#CALLBACK}
 * @param otherwise what holds if that system says nothing for three days; the same
 */
public record RewardApproval(
        By by, @Nullable String callback, @Nullable Fallback otherwise) {

    public static final RewardApproval NOBODY = new RewardApproval(By.NOBODY, null, null);
    public static final RewardApproval PEOPLE = new RewardApproval(By.PEOPLE, null, null);

    public RewardApproval {
        if ((by == By.CALLBACK) != (callback != null))
            throw new IllegalArgumentException("callback must be present exactly where it is asked, was " + callback);
        if ((by == By.CALLBACK) != (otherwise != null))
            throw new IllegalArgumentException("otherwise must be present exactly with a callback, was " + otherwise);
    }

    /** Whether anybody is asked at all. */
    public boolean isNeeded() {
        return by != By.NOBODY;
    }

    /** Who is asked. */
    public enum By {
        NOBODY,
        PEOPLE,
        CALLBACK;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What holds without an answer. */
    public enum Fallback {
        APPROVE,
        REFUSE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

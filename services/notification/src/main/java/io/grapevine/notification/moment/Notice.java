package io.grapevine.notification.moment;

import io.grapevine.notification.mail.Sender;
import io.grapevine.notification.template.Letter;
import java.util.Map;

/**
 * What one person is told over one channel, claimed and ready to go.
 *
 * @param noticeId {@code ntf_…}, the same over all attempts: receivers can tell a repetition by it
 * @param personal opened for this attempt only: {@code email}, {@code name}; empty if the log has not brought them or they were erased
 * @param addressMayCome whether the log may still bring an address
 * @param letter the words; a channel takes as many of them as it has room for
 * @param sender who signs, where a channel shows that
 */
public record Notice(
        String tenantId,
        String noticeId,
        Moment moment,
        String readerId,
        Map<String, String> personal,
        boolean addressMayCome,
        Letter letter,
        Sender sender) {

    public Notice {
        personal = Map.copyOf(personal);
    }

    /** Signed with the program's name. */
    public Notice(
            String tenantId,
            String noticeId,
            Moment moment,
            String readerId,
            Map<String, String> personal,
            boolean addressMayCome,
            Letter letter) {
        this(tenantId, noticeId, moment, readerId, personal, addressMayCome, letter, Sender.USUAL);
    }

    /** Ids only: the record's own text would put personal data into logs. */
    @Override
    public String toString() {
        return "Notice[" + noticeId + "]";
    }
}

package io.grapevine.local.mail;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The latest mails of this run; the oldest make room, so that a long run never fills the launcher's small heap. */
final class Mailbox {

    /** More than a person reads. */
    static final int MOST_MAILS = 500;

    /** Of a heap of 96 MiB; a mail takes about four times its size once it is taken apart. */
    static final long MOST_BYTES = 8L << 20;

    private final Deque<Kept> mails = new ArrayDeque<>();
    private long bytes;
    private long caught;

    private record Kept(CaughtMail mail, int size) {}

    synchronized CaughtMail add(Instant at, String sender, String recipient, byte[] source) {
        var mail = MailReader.read(++caught, at, sender, recipient, source);
        mails.addFirst(new Kept(mail, source.length));
        bytes += source.length;
        while (mails.size() > MOST_MAILS || bytes > MOST_BYTES && mails.size() > 1)
            bytes -= mails.removeLast().size();
        return mail;
    }

    /** The latest first. */
    synchronized List<CaughtMail> all() {
        return mails.stream().map(Kept::mail).toList();
    }

    synchronized Optional<CaughtMail> byId(long id) {
        return mails.stream().map(Kept::mail).filter(mail -> mail.id() == id).findAny();
    }

    /** How many were caught, those that made room included. */
    synchronized long caught() {
        return caught;
    }
}

package io.grapevine.notification.bounce.adapter;

import io.grapevine.notification.bounce.Returned.Filing;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/** The mailbox of bounces over IMAP, open for one look. It blocks: on worker threads only. */
final class Mailbox implements AutoCloseable {

    private final Store store;
    private final IMAPFolder folder;

    private Mailbox(Store store, IMAPFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    /**
     * A mail as the server has it.
     *
     * @param bytes empty if it is longer than a report may be
     */
    record Mail(long uid, byte[] bytes) {}

    static Mailbox open(BounceConfig.Imap imap, String host) throws MessagingException {
        var protocol = imap.tls() ? "imaps" : "imap";
        var store = Session.getInstance(properties(imap, protocol)).getStore(protocol);
        try {
            store.connect(
                    host,
                    imap.port(),
                    imap.username().orElse(""),
                    imap.password().orElse(""));
            var folder = (IMAPFolder) store.getFolder(imap.folder());
            folder.open(Folder.READ_WRITE);
            return new Mailbox(store, folder);
        } catch (MessagingException | RuntimeException failed) {
            store.close();
            throw failed;
        }
    }

    private static Properties properties(BounceConfig.Imap imap, String protocol) {
        var prefix = "mail." + protocol + ".";
        var patience = Long.toString(imap.patience().toMillis());
        var properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", patience);
        properties.setProperty(prefix + "timeout", patience);
        properties.setProperty(prefix + "writetimeout", patience);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        // What is read is marked when it has been dealt with, not before.
        properties.setProperty(prefix + "peek", "true");
        return properties;
    }

    /** The oldest mails of the folder, at most {@code most}. */
    List<Mail> oldest(int most, int longest) throws MessagingException, IOException {
        var mails = new ArrayList<Mail>();
        var last = Math.min(most, folder.getMessageCount());
        for (var number = 1; number <= last; number++) {
            var message = folder.getMessage(number);
            if (message.isExpunged() || message.isSet(Flags.Flag.DELETED)) continue;
            mails.add(new Mail(folder.getUID(message), bytes(message, longest)));
        }
        return mails;
    }

    private static byte[] bytes(Message message, int longest) throws MessagingException, IOException {
        if (message.getSize() > longest) return new byte[0];
        try (var bytes = new ByteArrayOutputStream()) {
            message.writeTo(bytes);
            return bytes.toByteArray();
        }
    }

    /** Marks a mail as seen and puts it away; one that somebody else has put away already stays where it is. */
    void file(long uid, Filing filing) throws MessagingException {
        var message = ((UIDFolder) folder).getMessageByUID(uid);
        if (message == null || message.isExpunged()) return;
        message.setFlag(Flags.Flag.SEEN, true);
        var mails = new Message[] {message};
        var target = target(filing);
        if (((IMAPStore) store).hasCapability("MOVE")) {
            folder.moveMessages(mails, target);
            return;
        }
        folder.copyMessages(mails, target);
        message.setFlag(Flags.Flag.DELETED, true);
        var unused = folder.expunge(mails);
    }

    private Folder target(Filing filing) throws MessagingException {
        var target = store.getFolder(filing.folder());
        if (!target.exists() && !target.create(Folder.HOLDS_MESSAGES) && !target.exists())
            throw new MessagingException("the mailbox has no folder " + filing.folder() + " and takes none");
        return target;
    }

    @Override
    public void close() throws MessagingException {
        try {
            if (folder.isOpen()) folder.close(false);
        } finally {
            store.close();
        }
    }
}

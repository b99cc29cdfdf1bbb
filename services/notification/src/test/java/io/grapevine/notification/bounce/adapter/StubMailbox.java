package io.grapevine.notification.bounce.adapter;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

/** A mailbox of bounces behind an IMAP server of its own. */
public class StubMailbox implements QuarkusTestResourceLifecycleManager {

    static final String ADDRESS = "bounce@mail.example";
    private static final String USER = "bounces";
    private static final String PASSWORD = "secret";
    private static final int PORT = freePort();
    private static final AtomicReference<GreenMail> SERVER = new AtomicReference<>();

    @Override
    public Map<String, String> start() {
        up();
        return Map.of(
                "grapevine.bounces.address",
                ADDRESS,
                "grapevine.bounces.look-every",
                "1s",
                "grapevine.bounces.imap.host",
                "127.0.0.1",
                "grapevine.bounces.imap.port",
                String.valueOf(PORT),
                "grapevine.bounces.imap.tls",
                "false",
                "grapevine.bounces.imap.username",
                USER,
                "grapevine.bounces.imap.password",
                PASSWORD,
                "grapevine.bounces.imap.patience",
                "3S");
    }

    @Override
    public void stop() {
        down();
    }

    /** An empty mailbox. */
    static void up() {
        var server = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        var unused = server.setUser(ADDRESS, USER, PASSWORD);
        SERVER.set(server);
    }

    static void down() {
        SERVER.get().stop();
    }

    static void deliver(String mail) {
        try {
            user().deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static int waiting() {
        return messagesIn("INBOX").size();
    }

    /** Whether each of those in a folder was seen. */
    static List<Boolean> seenIn(String folder) {
        return messagesIn(folder).stream()
                .map(message -> message.getFlags().contains(Flags.Flag.SEEN))
                .toList();
    }

    private static List<com.icegreen.greenmail.store.StoredMessage> messagesIn(String name) {
        var folders = SERVER.get().getManagers().getImapHostManager();
        var folder = folders.getFolder(user(), name);
        return folder == null ? List.of() : folder.getMessages();
    }

    private static GreenMailUser user() {
        return SERVER.get().getUserManager().getUser(USER);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

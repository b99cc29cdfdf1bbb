package io.grapevine.notification.mail.adapter;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that keeps what it takes and refuses as it is told. */
public class StubMailServer implements QuarkusTestResourceLifecycleManager {

    /**
     * One mail as it came.
     *
     * @param sender of the envelope
     */
    record Received(String sender, String recipient, String source) {}

    static final int SILENT = 0;
    private static final int ACCEPTED = 250;
    private static final CountDownLatch ENDED = new CountDownLatch(1);
    private static final List<Received> RECEIVED = new CopyOnWriteArrayList<>();
    private static final Map<String, Integer> REFUSALS = new ConcurrentHashMap<>();
    private static final AtomicReference<SMTPServer> SERVER = new AtomicReference<>();
    private static final int PORT = freePort();
    private static final KeyPair KEYS = keys();

    @Override
    public Map<String, String> start() {
        up();
        return Map.of(
                "quarkus.mailer.port",
                String.valueOf(PORT),
                "quarkus.mailer.host",
                "127.0.0.1",
                "grapevine.notices.digests-every",
                "1s",
                "grapevine.invitations.forgotten-every",
                "1s",
                "grapevine.mail.attempt-timeout",
                "3S",
                "grapevine.bounces.address",
                "bounce@mail.example",
                "quarkus.mailer.dkim.enabled",
                "true",
                "quarkus.mailer.dkim.private-key",
                Base64.getEncoder().encodeToString(KEYS.getPrivate().getEncoded()));
    }

    @Override
    public void stop() {
        ENDED.countDown();
        down();
    }

    static void up() {
        SERVER.set(SMTPServer.port(PORT).messageHandler(StubMailServer::keep).build());
        SERVER.get().start();
    }

    static void down() {
        SERVER.get().stop();
    }

    /** From now on answers this recipient with the code; {@link #SILENT} takes the mail and says nothing. */
    static void refuse(String recipient, int code) {
        REFUSALS.put(recipient, code);
    }

    static void accept(String recipient) {
        REFUSALS.remove(recipient);
    }

    static List<Received> mailsTo(String recipient) {
        return RECEIVED.stream()
                .filter(received -> received.recipient().equals(recipient))
                .toList();
    }

    /** What the sender's domain would publish in its DNS. */
    static String dkimRecord() {
        return "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(MessageContext context, String from, String recipient, byte[] data)
            throws RejectException {
        var code = REFUSALS.getOrDefault(recipient, ACCEPTED);
        if (code != ACCEPTED && code != SILENT) throw new RejectException(code, "no");
        RECEIVED.add(new Received(from, recipient, new String(data, StandardCharsets.UTF_8)));
        if (code == SILENT) awaitEnd();
    }

    private static void awaitEnd() {
        try {
            ENDED.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

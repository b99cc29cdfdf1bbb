package io.grapevine.local.mail;

import io.grapevine.local.child.StartFailed;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server that takes everything and delivers nothing, and its pages; both on loopback only, for local runs. */
public final class MailSink implements AutoCloseable {

    /** Announced as SIZE; our own mails have a few kilobytes. */
    static final int LARGEST_MAIL = 512 << 10;

    // Each is a thread and at most LARGEST_MAIL of a small heap.
    private static final int MOST_CONNECTIONS = 16;
    private static final int SILENCE_SECONDS = 30;

    private final SMTPServer smtp;
    private final MailHttp http;

    private MailSink(SMTPServer smtp, MailHttp http) {
        this.smtp = smtp;
        this.http = http;
    }

    /**
     * @param smtpPort 0 takes a free one
     * @param httpPort 0 takes a free one
     * @throws StartFailed if a port cannot be listened on
     */
    public static MailSink start(int smtpPort, int httpPort, InstantSource clock) {
        var mailbox = new Mailbox();
        var http = MailHttp.start(mailbox, httpPort);
        var smtp = SMTPServer.port(smtpPort)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("Grapevine mail sink")
                .maxConnections(MOST_CONNECTIONS)
                .maxMessageSize(LARGEST_MAIL)
                .connectionTimeout(SILENCE_SECONDS, TimeUnit.SECONDS)
                .messageHandler((context, sender, recipient, source) -> {
                    var _ = mailbox.add(clock.instant(), String.valueOf(sender), recipient, source);
                })
                .build();
        try {
            smtp.start();
        } catch (RuntimeException e) {
            http.stop();
            throw new StartFailed("the mail sink cannot listen on port " + smtpPort + ": " + e.getMessage(), e);
        }
        return new MailSink(smtp, http);
    }

    public int smtpPort() {
        return smtp.getPortAllocated();
    }

    public int httpPort() {
        return http.port();
    }

    @Override
    public void close() {
        smtp.stop();
        http.stop();
    }
}

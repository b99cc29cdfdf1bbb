package io.grapevine.notification.mail.adapter;

import io.grapevine.notification.mail.MailAnswer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.mutiny.ext.mail.MailClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Hands a mail to the SMTP server and says how that ended; never fails. Straight to the client: the mailer above it writes an empty
 * {@code Cc:} into every mail, which RFC 5322 does not allow.
 */
@ApplicationScoped
class MailServer {

    private static final Logger LOG = Logger.getLogger(MailServer.class);
    private static final int DEEPEST_CAUSE = 10;

    private final MailClient client;
    private final MailConfig config;

    MailServer(MailClient client, MailConfig config) {
        this.client = client;
        this.config = config;
    }

    Uni<MailAnswer> take(MailMessage mail) {
        var here = currentEventLoop();
        return client.sendMail(mail)
                .<MailAnswer>map(sent -> new MailAnswer.Taken())
                .ifNoItem()
                .after(config.attemptTimeout())
                .fail()
                .onFailure()
                .recoverWithItem(MailServer::answerOf)
                .emitOn(here); // the time-out comes from a timer's thread, and the database answers on the event loop
        // only
    }

    /** An executor on the current Vert.x context; outside any, on the thread that asks. */
    static Executor currentEventLoop() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : turn -> context.runOnContext(ignored -> turn.run());
    }

    private static MailAnswer answerOf(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            if (cause instanceof SMTPException refused) return new MailAnswer.Refused(refused.getReplyCode());
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) return new MailAnswer.Unreachable();
        }
        LOG.warnf("the mail server said nothing: %s", failure.getClass().getName()); // messages may name people
        return new MailAnswer.BrokeOff();
    }
}

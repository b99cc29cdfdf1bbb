package io.grapevine.notification.mail.adapter;

import io.grapevine.notification.moment.CarrierAnswer;
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
    private static final int FIRST_PERMANENT_CODE = 500;

    /** Connections to the server at a time: enough to fill it, few enough to be taken for a friend. */
    static final int MOST_CONNECTIONS = 4;

    private final MailClient client;
    private final MailConfig config;

    MailServer(MailClient client, MailConfig config) {
        this.client = client;
        this.config = config;
    }

    Uni<CarrierAnswer> take(MailMessage mail) {
        var here = currentEventLoop();
        return client.sendMail(mail)
                .<CarrierAnswer>map(sent -> new CarrierAnswer.Taken())
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

    private static CarrierAnswer refused(int code) {
        return new CarrierAnswer.Refused("smtp_" + code, code >= FIRST_PERMANENT_CODE);
    }

    private static CarrierAnswer answerOf(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            if (cause instanceof SMTPException refused) return refused(refused.getReplyCode());
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) return new CarrierAnswer.Unreachable();
        }
        LOG.warnf("the mail server said nothing: %s", failure.getClass().getName()); // messages may name people
        return new CarrierAnswer.BrokeOff();
    }
}

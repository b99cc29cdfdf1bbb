package io.grapevine.notification.mail.adapter;

import io.grapevine.notification.mail.EmailAddress;
import io.grapevine.notification.moment.Carrier;
import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The e-mail channel: writes the mail and hands it to the SMTP server. */
@ApplicationScoped
class MailCarrier implements Carrier {

    private static final String EMAIL = "email";

    private final Mails mails;
    private final MailServer server;
    private final SuppressedAddresses suppressed;

    MailCarrier(Mails mails, MailServer server, SuppressedAddresses suppressed) {
        this.mails = mails;
        this.server = server;
        this.suppressed = suppressed;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    /** As many as the client has connections: one that waited for a connection would use up its time before it began. */
    @Override
    public int mostAtOnce() {
        return MailServer.MOST_CONNECTIONS;
    }

    @Override
    public CompletionStage<CarrierAnswer> carry(Notice notice) {
        return EmailAddress.parse(notice.personal().getOrDefault(EMAIL, ""))
                .map(address -> carry(notice, address).subscribeAsCompletionStage())
                .orElseGet(
                        () -> CompletableFuture.completedFuture(new CarrierAnswer.NoAddress(notice.addressMayCome())));
    }

    /** Nothing was handed over yet where the question cannot be answered: it is tried again. */
    private Uni<CarrierAnswer> carry(Notice notice, EmailAddress address) {
        return suppressed
                .contain(notice.tenantId(), address)
                .<CarrierAnswer>map(
                        is -> is ? new CarrierAnswer.Refused("suppressed", true) : new CarrierAnswer.Taken())
                .onFailure()
                .recoverWithItem(new CarrierAnswer.Unreachable())
                .chain(asked -> asked instanceof CarrierAnswer.Taken
                        ? server.take(mails.write(notice, address))
                        : Uni.createFrom().item(asked));
    }
}

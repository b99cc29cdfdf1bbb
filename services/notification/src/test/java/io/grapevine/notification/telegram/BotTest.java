package io.grapevine.notification.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.notification.moment.CarrierAnswer;
import io.grapevine.notification.telegram.BotVerdict.Words;
import io.grapevine.notification.text.ProviderReply;
import io.grapevine.notification.text.ProviderReply.Answered;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BotTest {

    private static final Words NOTHING = new Words("", null);
    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz_-0123";

    @Test
    void whoComesByALinkOfOursSaysWhichOne() {
        assertThat(BotUpdate.said("7", "/start " + TOKEN)).isEqualTo(new BotUpdate.Start("7", TOKEN));
        assertThat(BotUpdate.said("7", "/start")).isEqualTo(new BotUpdate.Other());
        assertThat(BotUpdate.said("7", "/start short")).isEqualTo(new BotUpdate.Other());
        assertThat(BotUpdate.said("7", "/start " + "a".repeat(65))).isEqualTo(new BotUpdate.Other());
        assertThat(BotUpdate.said("7", "/start " + TOKEN + " x")).isEqualTo(new BotUpdate.Other());
        assertThat(BotUpdate.said("7", "hello")).isEqualTo(new BotUpdate.Other());
    }

    @Test
    void whoStopsOrBlocksIsLetGo() {
        assertThat(BotUpdate.said("7", " /stop\n")).isEqualTo(new BotUpdate.Stop("7"));
        assertThat(BotUpdate.became("7", "kicked")).isEqualTo(new BotUpdate.Stop("7"));
        assertThat(BotUpdate.became("7", "member")).isEqualTo(new BotUpdate.Other());
    }

    @Test
    void anAccountThatCannotBeWrittenToIsForgotten() {
        assertThat(of(403, NOTHING)).isEqualTo(new BotVerdict(new CarrierAnswer.NoAddress(false), true));
        assertThat(of(400, new Words("Bad Request: chat not found", null)).isGone())
                .isTrue();
        assertThat(of(400, new Words("Bad Request: message is too long", null)))
                .isEqualTo(new BotVerdict(new CarrierAnswer.Refused("telegram_400", true), false));
    }

    @Test
    void aBusyBotWaitsAsLongAsItIsTold() {
        assertThat(of(429, new Words("", 35)).answer())
                .isEqualTo(new CarrierAnswer.Later("telegram_429", Duration.ofSeconds(35)));
        assertThat(of(429, new Words("", -1)).answer())
                .isEqualTo(new CarrierAnswer.Later("telegram_429", Duration.ZERO));
        for (var status : List.of(401, 404, 500, 502))
            assertThat(of(status, NOTHING).answer())
                    .isEqualTo(new CarrierAnswer.Later("telegram_" + status, Duration.ZERO));
    }

    @Test
    void whatMayHaveArrivedIsNotSentAgain() {
        assertThat(of(200, NOTHING).answer()).isEqualTo(new CarrierAnswer.Taken());
        assertThat(BotVerdict.of(new ProviderReply.Unreachable(), NOTHING).answer())
                .isEqualTo(new CarrierAnswer.Unreachable());
        assertThat(BotVerdict.of(new ProviderReply.BrokeOff(), NOTHING).answer())
                .isEqualTo(new CarrierAnswer.BrokeOff());
    }

    private static BotVerdict of(int status, Words words) {
        return BotVerdict.of(new Answered(status, null, ""), words);
    }
}

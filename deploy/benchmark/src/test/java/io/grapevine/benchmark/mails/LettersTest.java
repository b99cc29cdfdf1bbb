package io.grapevine.benchmark.mails;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.template.Bank;
import io.grapevine.notification.template.Letter;
import org.junit.jupiter.api.Test;

class LettersTest {

    private static final Bank BANK = Bank.ready();

    @Test
    void everyReaderIsGreetedByName() {
        var letters = new Letters(BANK);

        assertThat(Letters.readers(Moment.values().length * 5))
                .allSatisfy(name -> assertThat(letters.to(name).greeting()).contains(name));
    }

    @Test
    void everyMomentComesInEveryLanguageBeforeOneComesAgain() {
        var letters = new Letters(BANK);
        int all = Moment.values().length * BANK.languages().size();
        var round = Letters.readers(all).stream().map(letters::to).toList();

        assertThat(round.stream().map(Letter::locale).distinct())
                .hasSize(BANK.languages().size());
        assertThat(letters.to("Ada").subject())
                .isEqualTo(round.getFirst().subject().replace("Ada0", "Ada"));
    }

    @Test
    void noTwoReadersShareAName() {
        assertThat(Letters.readers(1_000)).hasSize(1_000).doesNotHaveDuplicates();
    }
}

package io.grapevine.clicktracking.classify;

import static io.grapevine.events.TrafficLabel.BOT;
import static io.grapevine.events.TrafficLabel.MONITOR;
import static io.grapevine.events.TrafficLabel.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CrawlersTest {

    // As long as is read of a user agent at most.
    private static final int LONGEST = 512;

    @Test
    void commentsAndEmptyLinesSayNothing() {
        var crawlers = Crawlers.parse(List.of("# bot\tno machine", "", "   ", "bot\tspider"));
        assertThat(crawlers.label("no machine")).isEmpty();
        assertThat(crawlers.label("a spider")).contains(BOT);
    }

    @Test
    void everyLineKeepsItsOwnLabelThoughManyShareTheirFirstLetters() {
        var crawlers = Crawlers.parse(List.of("bot\tabcd", "monitor\tabce", "preview\tabcf"));
        assertThat(crawlers.label("x abcd")).contains(BOT);
        assertThat(crawlers.label("x abce")).contains(MONITOR);
        assertThat(crawlers.label("x abcf")).contains(PREVIEW);
        assertThat(crawlers.label("x abcg")).isEmpty();
    }

    @Test
    void textsAreFoundFromTheFirstToTheLastCharacter() {
        var crawlers = Crawlers.parse(List.of("bot\tabc"));
        assertThat(crawlers.label("abc")).contains(BOT);
        assertThat(crawlers.label("xxabc")).contains(BOT);
        assertThat(crawlers.label("ab")).isEmpty();
        assertThat(crawlers.label("")).isEmpty();
    }

    @Test
    void escapedCharactersStandForThemselves() {
        var crawlers = Crawlers.parse(List.of("bot\tGo\\.http\\/"));
        assertThat(crawlers.label("Go.http/1")).contains(BOT);
        assertThat(crawlers.label("Go-http/1")).isEmpty();
    }

    @Test
    void expressionsAreMatchedAsSuch() {
        var crawlers = Crawlers.parse(List.of("monitor\t^ping[dt]om"));
        assertThat(crawlers.label("pingtom")).contains(MONITOR);
        assertThat(crawlers.label("a pingdom")).isEmpty();
        assertThat(crawlers.label("^ping[dt]om")).isEmpty();
    }

    @Test
    void messengersAreMachinesOnlyIfTheirNameComesFirst() {
        var crawlers = Crawlers.parse(List.of("preview\tWhatsApp"));
        assertThat(crawlers.label("WhatsApp/2")).contains(PREVIEW);
        assertThat(crawlers.label("Mozilla WhatsApp/2")).isEmpty();
    }

    @Test
    void theBrowserInsideFacebooksAppIsUsedByPeople() {
        assertThat(Crawlers.parse(List.of("bot\tMetaIAB Facebook")).label("MetaIAB Facebook"))
                .isEmpty();
    }

    @Test
    void whatStandsBehindTheLongestPartThatIsReadIsNotSeen() {
        var crawlers = Crawlers.parse(List.of("bot\tabc"));
        assertThat(crawlers.label("x".repeat(LONGEST - 3) + "abc")).contains(BOT);
        assertThat(crawlers.label("x".repeat(LONGEST - 2) + "abc")).isEmpty();
    }
}

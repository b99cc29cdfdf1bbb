package io.grapevine.clicktracking.classify;

import static io.grapevine.clicktracking.classify.PublishedList.Kind.EXACT_NAMES;
import static io.grapevine.clicktracking.classify.PublishedList.Kind.NAMES;
import static io.grapevine.clicktracking.classify.PublishedList.Kind.WORDS;
import static io.grapevine.events.TrafficLabel.BOT;
import static io.grapevine.events.TrafficLabel.MONITOR;
import static io.grapevine.events.TrafficLabel.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MachinesTest {

    // As long as is read of a user agent at most.
    private static final int LONGEST = 512;

    private static final String BROWSER = "Mozilla/5.0 (X11) Gecko/2010 ";
    private static final List<String> SHAPE_OF_BROWSERS = List.of("opening\tmozilla/", "engine\tgecko/");

    @Test
    void commentsAndEmptyLinesSayNothing() {
        var machines = machines(NAMES, List.of(), "# bot\tno machine", "", "   ", "bot\tspider");
        assertThat(machines.label("no machine")).isEmpty();
        assertThat(machines.label("a spider")).contains(BOT);
    }

    @Test
    void everyLineHasItsOwnLabelThoughManyShareTheirFirstLetters() {
        var machines = machines(NAMES, List.of(), "bot\tabcd", "monitor\tabce", "preview\tabcf");
        assertThat(machines.label("x abcd")).contains(BOT);
        assertThat(machines.label("x abce")).contains(MONITOR);
        assertThat(machines.label("x abcf")).contains(PREVIEW);
        assertThat(machines.label("x abcg")).isEmpty();
    }

    @Test
    void whatAMachineIsForSaysMoreThanThatItIsOne() {
        var machines = machines(NAMES, List.of(), "bot\tfetch", "monitor\tcheck", "preview\tunfurl");
        assertThat(machines.label("fetch check")).contains(MONITOR);
        assertThat(machines.label("check fetch")).contains(MONITOR);
        assertThat(machines.label("fetch unfurl check")).contains(PREVIEW);
        assertThat(machines.label("check unfurl")).contains(PREVIEW);
    }

    @Test
    void caseMattersOnlyInListsThatMeanIt() {
        assertThat(machines(EXACT_NAMES, List.of(), "bot\tSlurp\\/").label("a slurp/"))
                .isEmpty();
        assertThat(machines(EXACT_NAMES, List.of(), "bot\tSlurp\\/").label("a Slurp/"))
                .contains(BOT);
        assertThat(machines(EXACT_NAMES, List.of(), "bot\tSlurp[0-9]").label("a slurp1"))
                .isEmpty();
        assertThat(machines(NAMES, List.of(), "bot\tSlurp\\/").label("a slurp/"))
                .contains(BOT);
        assertThat(machines(WORDS, List.of(), "bot\tSlurp[0-9]").label("a slurp1"))
                .contains(BOT);
    }

    @Test
    void expressionsAreMatchedAsSuch() {
        var machines = machines(EXACT_NAMES, List.of(), "monitor\t^ping[dt]om", "bot\ta(b|c)def|xyz$");
        assertThat(machines.label("pingtom")).contains(MONITOR);
        assertThat(machines.label("a pingdom")).isEmpty();
        assertThat(machines.label("acdef")).contains(BOT);
        assertThat(machines.label("axdef")).isEmpty();
        assertThat(machines.label("wxyz")).contains(BOT);
        assertThat(machines.label("xyza")).isEmpty();
    }

    @Test
    void shapesAreHeldOnlyAgainstWhatIsNoBrowser() {
        var machines = machines(WORDS, SHAPE_OF_BROWSERS, "bot\t^[a-z]{4}$", "bot\t\\|", "bot\t^mozilla/\\d");
        assertThat(machines.label("curl")).contains(BOT);
        assertThat(machines.label("curl 8")).isEmpty();
        assertThat(machines.label("a|b")).contains(BOT);
        assertThat(machines.label("Mozilla/5.0 (x)")).contains(BOT);
        assertThat(machines.label(BROWSER + "a|b")).isEmpty();
    }

    @Test
    void aBrowserNeedsAnOpeningAndAnEngineOrAWordOfItsOwn() {
        var machines = machines(WORDS, with("browser\tfban/"), "bot\ta[|]b");
        assertThat(machines.label("Mozilla/5.0 a|b")).contains(BOT);
        assertThat(machines.label("Gecko/2010 a|b")).contains(BOT);
        assertThat(machines.label("[FBAN/FBIOS] a|b")).isEmpty();
        assertThat(machines.label("TV/1 Mozilla/5.0 Gecko/2010 a|b")).isEmpty();
    }

    @Test
    void namesBeginWordsInBrowsersWhileWordsStandAnywhere() {
        var names = machines(NAMES, SHAPE_OF_BROWSERS, "bot\tsonic", "bot\tcraw[l]er");
        assertThat(names.label(BROWSER + "ViewSonic")).isEmpty();
        assertThat(names.label(BROWSER + "2sonic")).isEmpty();
        assertThat(names.label(BROWSER + "Sonic")).contains(BOT);
        assertThat(names.label(BROWSER + "mycrawler")).contains(BOT);
        assertThat(names.label("ViewSonic")).contains(BOT);
        assertThat(names.label("Sonic " + BROWSER)).contains(BOT);
        assertThat(machines(WORDS, SHAPE_OF_BROWSERS, "bot\tsonic").label(BROWSER + "ViewSonic"))
                .contains(BOT);
    }

    @Test
    void theNameOfAPhoneIsNoMachines() {
        var machines = machines(WORDS, SHAPE_OF_BROWSERS, "bot\tbot\\b");
        assertThat(machines.label("Mozilla/5.0 (Linux; Android 7.0; M bot 60 Build/N; wv) Gecko/1"))
                .isEmpty();
        assertThat(machines.label("Dalvik/2.1.0 (Linux; Android 7.0; M bot 60)"))
                .isEmpty();
        assertThat(machines.label("Mozilla/5.0 (Linux; Android 4; S2 (x) Build/A bot) Gecko/1"))
                .isEmpty();
        assertThat(machines.label("Mozilla/5.0 (Linux; Android 4; S2 Build/A; a bot) Gecko/1"))
                .contains(BOT);
        assertThat(machines.label("Mozilla/5.0 (Linux; Android 4; S2) Gecko/1 (a bot)"))
                .contains(BOT);
        assertThat(machines.label("Mozilla/5.0 (Linux; Windows NT; a bot) Gecko/1"))
                .contains(BOT);
        assertThat(machines.label("Mozilla/5.0 (compatible; Android; a bot) Gecko/1"))
                .contains(BOT);
        assertThat(machines.label("Mozilla/5.0 (Android; a bot; http://bot.example) Gecko/1"))
                .contains(BOT);
        assertThat(machines.label("a bot of Android (Android")).contains(BOT);
    }

    @Test
    void correctionsSilenceWhatTheyName() {
        var machines = machines(
                NAMES,
                with("never\tlist\tquiet", "weak\tlist\ttoolbar", "leading\tlist\tWhatsApp"),
                "bot\tquiet",
                "bot\ttoolbar",
                "preview\tWhatsApp");
        assertThat(machines.label("quiet")).isEmpty();
        assertThat(machines.label("toolbar")).contains(BOT);
        assertThat(machines.label(BROWSER + "toolbar")).isEmpty();
        assertThat(machines.label("WhatsApp/2")).contains(PREVIEW);
        assertThat(machines.label(BROWSER + "WhatsApp/2")).isEmpty();
    }

    @Test
    void aPersonsWordsExcuseOnlyWhatTheyHold() {
        var machines = machines(WORDS, with("person\thttp://kind.example"), "bot\thttp", "bot\texample/");
        assertThat(machines.label(BROWSER + "http://kind.example")).isEmpty();
        assertThat(machines.label(BROWSER + "http://kind.example http")).contains(BOT);
        assertThat(machines.label(BROWSER + "http://kind.example/")).contains(BOT);
    }

    @Test
    void whatStandsBehindTheLongestPartThatIsReadIsNotSeen() {
        var machines = machines(NAMES, List.of(), "bot\tabc");
        assertThat(machines.label("x".repeat(LONGEST - 3) + "abc")).contains(BOT);
        assertThat(machines.label("x".repeat(LONGEST - 2) + "abc")).isEmpty();
    }

    @Test
    void aCorrectionThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> Corrections.parse(List.of("perhaps\tlist\tabc")))
                .hasMessageContaining("perhaps");
    }

    private static List<String> with(String... corrections) {
        return Stream.concat(SHAPE_OF_BROWSERS.stream(), Arrays.stream(corrections))
                .toList();
    }

    private static Machines machines(PublishedList.Kind kind, List<String> corrections, String... lines) {
        return Machines.of(List.of(new PublishedList("list", kind, List.of(lines))), Corrections.parse(corrections));
    }
}

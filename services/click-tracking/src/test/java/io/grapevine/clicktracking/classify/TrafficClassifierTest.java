package io.grapevine.clicktracking.classify;

import static io.grapevine.events.TrafficLabel.BOT;
import static io.grapevine.events.TrafficLabel.HEAD;
import static io.grapevine.events.TrafficLabel.HUMAN;
import static io.grapevine.events.TrafficLabel.MONITOR;
import static io.grapevine.events.TrafficLabel.PREFETCH;
import static io.grapevine.events.TrafficLabel.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.TrafficLabel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficClassifierTest {

    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
    private static final TrafficClassifier CLASSIFIER =
            new TrafficClassifier(ShippedMachines.machines()::label, "test");

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHROME,
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Slack/24.11 iOS",
                "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36 Bluesky/1.95",
                "[FBAN/FB4A;FBAV/374.0.0.20.109;FBBV/381462205;FBDM/{density=3.0,width=1080,height=2076};FBLC/nl_NL;FBPN/com.facebook.katana]",
                "Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) AppleWebKit/537.36 (KHTML, like Gecko) 94.0.4606.31/7.0 TV Safari/537.36",
                "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.5359.211 Safari/537.36 WebAppManager",
                "Mozilla/5.0 (PlayStation; PlayStation 5/8.20) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Safari/605.1.15",
                "Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/609.4 (KHTML, like Gecko) NF/6.0.3.15.4 NintendoBrowser/5.1.0.32653",
                "Mozilla/5.0 (Linux; Android 13; KING KONG 9 Build/CUBOT; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Instagram 361.0.0.35.82 (iPhone14,5; iOS 18_1; de_DE; de; scale=3.00; 1170x2532; 674117118)",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 [FBAN/FBIOS;FBAV/491.0.0.57.102;FBBV/663535123;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/18.1;FBSS/3;FBCR/;FBID/phone;FBLC/de_DE;FBOP/80]",
                "Mozilla/5.0 (Linux; Android 16; Pixel 10 Pro XL Build/CP1A.260305.018; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/146.0.7680.174 Mobile Safari/537.36 MetaIAB Facebook",
                "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36 WhatsApp/2.24.24.78",
                "Mozilla/5.0 (Linux; Android 14; SM-A546B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36 musical_ly_2023703030 BytedanceWebview/d8a21c6 TikTok",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [LinkedInApp]/9.30.1337",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Twitter for iPhone/10.68",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Snapchat/13.17.0.39 (like Safari/8619.2.8.10.7, panda)",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [Pinterest/iOS]",
                "Mozilla/5.0 (Linux; Android 14; SM-S918B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36 Line/14.19.1/IAB",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.53(0x18003531) NetType/WIFI Language/de",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/346.0.704810410 Mobile/15E148 Safari/604.1"
            })
    void peopleInBrowsersAndInTheBrowsersOfAppsAreHuman(String userAgent) {
        assertThat(label("GET", userAgent, null)).isEqualTo(HUMAN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)|BOT",
                "curl/8.5.0|BOT",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)|PREVIEW",
                "WhatsApp/2.23.20.0 A|PREVIEW",
                "Viber|PREVIEW",
                "Twitterbot/1.0|PREVIEW",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0|PREVIEW",
                "python-requests/2.32.3|BOT",
                "Go-http-client/2.0|BOT",
                "okhttp/4.12.0|BOT",
                "Java/17.0.9|BOT",
                "axios/1.7.9|BOT",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)|BOT",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36|BOT",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/98.0.4758.80 Safari/537.36 StatusCake|MONITOR",
                "TelegramBot (like TwitterBot)|PREVIEW",
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)|PREVIEW",
                "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)|PREVIEW",
                "LinkedInBot/1.0 (compatible; Mozilla/5.0)|PREVIEW",
                "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)|MONITOR",
                "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)|MONITOR"
            })
    void machinesAreLabelledByWhatTheyDo(String userAgent, TrafficLabel expected) {
        assertThat(label("GET", userAgent, null)).isEqualTo(expected);
    }

    @Test
    void whoDoesNotSayWhoHeIsIsNoPerson() {
        assertThat(label("GET", null, null)).isEqualTo(BOT);
        assertThat(label("GET", "  ", null)).isEqualTo(BOT);
    }

    @Test
    void lookingAheadIsNotComing() {
        assertThat(label("GET", CHROME, "prefetch;prerender")).isEqualTo(PREFETCH);
        assertThat(label("GET", CHROME, "prerender")).isEqualTo(PREFETCH);
        assertThat(label("GET", CHROME, "preview")).isEqualTo(PREVIEW);
        assertThat(label("GET", CHROME, "something")).isEqualTo(HUMAN);
        assertThat(label("HEAD", CHROME, null)).isEqualTo(HEAD);
    }

    @Test
    void onlyANavigationOfThePageItselfIsAClick() {
        assertThat(fetched("navigate", "document")).isEqualTo(HUMAN);
        assertThat(fetched("navigate", "iframe")).isEqualTo(BOT);
        assertThat(fetched("no-cors", "image")).isEqualTo(BOT);
        assertThat(fetched("cors", null)).isEqualTo(BOT);
    }

    @Test
    void aClickThatAHostReportsIsJudgedByItsUserAgent() {
        assertThat(CLASSIFIER.classify(Visit.reported(CHROME))).isEqualTo(HUMAN);
        assertThat(CLASSIFIER.version()).isEqualTo("test");
        assertThat(label("GET", CHROME + "x".repeat(5000) + "Googlebot/", null)).isEqualTo(HUMAN);
        assertThat(label("GET", "Better Uptime Bot", null)).isIn(MONITOR, BOT);
    }

    private static TrafficLabel label(String method, @Nullable String userAgent, @Nullable String purpose) {
        return CLASSIFIER.classify(new Visit(method, userAgent, purpose, null, null));
    }

    private static TrafficLabel fetched(String mode, @Nullable String destination) {
        return CLASSIFIER.classify(new Visit("GET", CHROME, null, mode, destination));
    }
}

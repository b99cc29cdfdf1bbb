package io.grapevine.notification.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReplyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"STOP", "stop", " Stop. ", "STOP!", "Unsubscribe", "abmelden", "alto", "стоп", "Dezabonare"})
    void oneWordInAnyLanguageStops(String text) {
        assertThat(TextReply.ofDocument(Map.of("from", "ada", "text", text))).isEqualTo(new TextReply.Stop("ada"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "unstop", "Старт"})
    void andOneBeginsAgain(String text) {
        assertThat(TextReply.ofDocument(Map.of("from", "ada", "text", text))).isEqualTo(new TextReply.Start("ada"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Please do not stop", "stop it", "thanks", "STOP\nSTART"})
    void sentencesAreNotRead(String text) {
        assertThat(TextReply.ofDocument(Map.of("from", "ada", "text", text))).isEqualTo(new TextReply.Other());
    }

    @Test
    void whatTwilioUnderstoodWeighsMore() {
        var fields = Map.of("From", "whatsapp:+4072", "Body", "leave me alone", "OptOutType", "STOP");
        assertThat(TextReply.ofForm(fields, "whatsapp:")).isEqualTo(new TextReply.Stop("+4072"));
        assertThat(TextReply.ofForm(Map.of("From", "+4072", "Body", "stop", "OptOutType", "HELP"), ""))
                .isEqualTo(new TextReply.Other());
        assertThat(TextReply.ofForm(Map.of("From", "+4072", "Body", "stop"), ""))
                .isEqualTo(new TextReply.Stop("+4072"));
    }

    @Test
    void aReplyOfNobodyIsNone() {
        assertThat(TextReply.ofForm(Map.of("Body", "STOP"), "")).isEqualTo(new TextReply.Other());
    }

    @Test
    void noNumberIsPrinted() {
        assertThat(new TextReply.Stop("+4072")).hasToString("Stop[…]");
        assertThat(new TextReply.Start("+4072")).hasToString("Start[…]");
    }
}

package io.grapevine.notification.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.form.Reading;
import io.grapevine.notification.moment.Channel;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressFormTest {

    @Test
    void aNumberIsReadAndNobodyAgreesBySilence() {
        assertThat(read(Channel.SMS, Map.of("address", "+40 721")))
                .isEqualTo(new Reading.Accepted<>(new AddressForm("+40721", false)));
        assertThat(read(Channel.SMS, Map.of("address", "+40 721", "promotional", true)))
                .isEqualTo(new Reading.Accepted<>(new AddressForm("+40721", true)));
    }

    @Test
    void aChatHasAnyAddress() {
        assertThat(read(Channel.CHAT, Map.of("address", "ada")))
                .isEqualTo(new Reading.Accepted<>(new AddressForm("ada", false)));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThat(read(Channel.SMS, Map.of("address", "ada"))).isInstanceOf(Reading.Refused.class);
        assertThat(read(Channel.SMS, Map.of())).isInstanceOf(Reading.Refused.class);
        assertThat(read(Channel.CHAT, Map.of("address", "ada", "consent", true)))
                .isInstanceOf(Reading.Refused.class);
        assertThat(new AddressForm("+40721", true)).hasToString("AddressForm[…]");
    }

    private static Reading<AddressForm> read(Channel channel, Map<String, Object> body) {
        return AddressForm.read(
                channel, body, text -> text.startsWith("+") ? Optional.of(text.replace(" ", "")) : Optional.empty());
    }
}

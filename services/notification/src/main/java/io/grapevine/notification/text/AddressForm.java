package io.grapevine.notification.text;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.moment.Channel;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a participant can be reached over a channel, as the tenant says it.
 *
 * @param address a number in E.164; of a chat whatever its provider calls an address
 * @param promotional whether the participant agreed to be told of more than what is his own
 */
public record AddressForm(String address, boolean promotional) {

    private static final int LONGEST = 255;

    /** @param number reads a telephone number into E.164; empty for a text that is none */
    public static Reading<AddressForm> read(
            Channel channel, @Nullable Object body, Function<String, Optional<String>> number) {
        return Form.read(body, form -> fill(channel, form, number));
    }

    private static @Nullable AddressForm fill(Channel channel, Form form, Function<String, Optional<String>> number) {
        form.requires("address", "write the number, such as +40721234567");
        var address = channel == Channel.SMS
                ? form.read("address", number, "write a telephone number with its country, such as +40721234567")
                : form.text("address", LONGEST);
        var promotional = form.flag("promotional");
        form.refuseRest(Set.of());
        return address == null ? null : new AddressForm(address, promotional != null && promotional);
    }

    @Override
    public String toString() {
        return "AddressForm[…]";
    }
}

package io.grapevine.notification.text.adapter;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Telephone numbers by every country's own rules. */
final class PhoneNumbers {

    /** No text reaches the others, and some cost whoever calls them: premium and shared-cost numbers are how senders are milked. */
    private static final Set<PhoneNumberType> REACHED =
            EnumSet.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.PERSONAL_NUMBER);

    private PhoneNumbers() {}

    /** In E.164; empty unless it is written with its country and can get a text. */
    static Optional<String> read(String text) {
        var numbers = PhoneNumberUtil.getInstance();
        try {
            var number = numbers.parse(text, null);
            return numbers.isValidNumber(number) && REACHED.contains(numbers.getNumberType(number))
                    ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}

package io.grapevine.notification.text.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    @ParameterizedTest
    @CsvSource({"+40 721 234 567, +40721234567", "+49 (151) 23456789, +4915123456789", "+1 201-555-0123, +12015550123"})
    void mobileNumbersOfEveryCountryAreWrittenAlike(String written, String e164) {
        assertThat(PhoneNumbers.read(written)).contains(e164);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0721234567", "+4", "+40 21 123 4567", "+49 900 1 234567", "+999123456789", "ada"})
    void withoutACountryOrWithoutTextsThereIsNone(String written) {
        assertThat(PhoneNumbers.read(written)).isEmpty();
    }
}

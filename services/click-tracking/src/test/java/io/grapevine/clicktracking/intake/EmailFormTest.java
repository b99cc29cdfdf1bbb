package io.grapevine.clicktracking.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailFormTest {

    @ParameterizedTest
    @CsvSource({
        "' Dave@Shop.Example ', dave@shop.example",
        "d.a.v.e+shop@gmail.com, dave@gmail.com",
        "Dave@GoogleMail.com, dave@gmail.com",
        "da.ve+x@outlook.de, da.ve@outlook.de",
        "dave+x@hotmail.co.uk, dave@hotmail.co.uk",
        "dave+x@me.com, dave@icloud.com",
        "dave+x@proton.me, dave@proton.me",
        "dave+x@fastmail.com, dave@fastmail.com",
        "anything@dave.fastmail.com, dave@fastmail.com",
        "dave-shop@yahoo.fr, dave@yahoo.fr",
        "dave+x@yahoo.fr, dave+x@yahoo.fr",
        "dave@ya.ru, dave@yandex.ru",
        "dave@gmail.com., dave@gmail.com",
        "dave@münchen.example, dave@xn--mnchen-3ya.example",
        "ｄａｖｅ@ｇｍａｉｌ.com, dave@gmail.com"
    })
    void whatReachesOneMailboxHasOneForm(String written, String form) {
        assertThat(EmailForm.of(written)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource({
        "d.ave@shop.example",
        "dave+x@shop.example",
        "dave-x@shop.example",
        "d.ave@outlook.com",
        "dave@mail.gmail.com",
        "+dave@gmail.com",
        "dave@",
        "@gmail.com",
        "no address",
        "a@b@gmail.com",
        "dave@-bad-.example"
    })
    void whatNoProviderIgnoresStays(String written) {
        assertThat(EmailForm.of(written)).isEqualTo(written);
    }

    @Test
    void aFormIsItsOwnForm() {
        for (var written : new String[] {
            "D.ave+x@googlemail.com", "x@dave.fastmail.fm", "dave-x-y@yahoo.com", "dave@ümlaut.example"
        }) {
            var form = EmailForm.of(written);
            assertThat(EmailForm.of(form)).isEqualTo(form);
        }
    }
}

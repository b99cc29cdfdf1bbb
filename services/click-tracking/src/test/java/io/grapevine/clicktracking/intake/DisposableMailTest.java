package io.grapevine.clicktracking.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisposableMailTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x@mailinator.com",
                " X@Mailinator.COM ",
                "x@mailinator.com.",
                "x@any.host.mailinator.com",
                "a@b@guerrillamail.com",
                "x@ｍailinator.com"
            })
    void aMailboxAtAListedDomainOrBelowOneIsThrownAway(String email) {
        assertThat(DisposableMail.isOf(email)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x@shop.example",
                "mailinator.com@shop.example",
                "x@xnotmailinatorx.com",
                "x@mailinator.com.example",
                "mailinator.com",
                "@mailinator.com",
                "x@",
                "x@com",
                "# Domains"
            })
    void anyOtherIsNot(String email) {
        assertThat(DisposableMail.isOf(email)).isFalse();
    }

    @Test
    void nobodyAtAProviderThatPeopleUseIsMarked() throws IOException {
        assertThat(providers()).hasSizeGreaterThan(20).noneMatch(domain -> DisposableMail.isOf("x@" + domain));
    }

    @Test
    void everyLineOfTheListIsADomainAsAddressesAreComparedBy() {
        assertThat(DisposableMail.domains())
                .hasSizeGreaterThan(5_000)
                .allMatch(domain -> EmailForm.of("x@" + domain).equals("x@" + domain))
                .allMatch(domain -> domain.indexOf('.') > 0);
    }

    private static List<String> providers() throws IOException {
        var list = Objects.requireNonNull(DisposableMailTest.class.getResourceAsStream("/mailbox-providers.tsv"));
        try (var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .toList();
        }
    }
}

package io.grapevine.programs.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTest {

    @Test
    void aTenantIsReadWithEverything() {
        assertThat(Tenant.read(Map.of(
                                "key", "acme-1",
                                "name", "Acme",
                                "hosts", List.of("Go.Acme.example", "go.acme.example", "192.0.2.1"),
                                "fallbackUrl", "https://acme.example/"))
                        .orRefuse())
                .isEqualTo(
                        new Tenant("acme-1", "Acme", List.of("go.acme.example", "192.0.2.1"), "https://acme.example/"));
    }

    @Test
    void aTenantWithoutANameIsCalledByItsKey() {
        assertThat(Tenant.read(Map.of("key", "acme")).orRefuse())
                .isEqualTo(new Tenant("acme", "acme", List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "a_b", "a:b", "operator", "a b"})
    void otherKeysAreRefused(String key) {
        assertThat(pointers(Map.of("key", key))).containsExactly("/key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "go.example:80",
                "https://go.example",
                "go.example/",
                "a b",
                "go.example.",
                "user@go.example",
                "go.example?x"
            })
    void whatIsNoBareHostIsRefused(String host) {
        assertThat(pointers(Map.of("key", "acme", "hosts", List.of(host)))).containsExactly("/hosts/0");
    }

    @Test
    void theRestIsBounded() {
        var hosts = IntStream.range(0, Tenant.MOST_HOSTS + 1)
                .mapToObj(i -> "h" + i + ".example")
                .toList();
        assertThat(pointers(Map.of("key", "acme", "hosts", hosts))).containsExactly("/hosts");
        assertThat(pointers(Map.of())).containsExactly("/key");
        assertThat(pointers(Map.of("key", "acme", "fallbackUrl", "x", "plan", 1)))
                .containsExactly("/fallbackUrl", "/plan");
        assertThat(Tenant.isId("a".repeat(63))).isTrue();
        assertThat(Tenant.isId("a".repeat(64))).isFalse();
    }

    private static List<String> pointers(Object body) {
        return ((Reading.Refused<Tenant>) Tenant.read(body))
                .mistakes().stream().map(Mistake::pointer).toList();
    }
}

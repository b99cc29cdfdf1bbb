package io.grapevine.clicktracking.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.clicktracking.intake.Reading.Rejected;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.EventData;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.SignUpRecorded;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContextReaderTest extends EventReading {

    static Stream<Arguments> eventsThatSayWhereTheyCameFrom() {
        return Stream.of(
                Arguments.of("share", data("participantId", "u1", "channel", "mail")),
                Arguments.of("click", data("referralCode", "CARLA")),
                Arguments.of("identify", data("visitorId", "v1", "customerId", "c1")),
                Arguments.of("signup", data("customerId", "c1")),
                Arguments.of("purchase", data("orderId", "o1", "customerId", "c1", "amount", 1, "currency", "EUR")),
                Arguments.of("refund", data("refundId", "r1", "orderId", "o1", "amount", 1, "currency", "EUR")));
    }

    @ParameterizedTest
    @MethodSource("eventsThatSayWhereTheyCameFrom")
    void anyEventMaySayWhereItCameFromAndOnlyAHashOfItStays(String type, Map<String, @Nullable Object> said) {
        // Given
        var there = with(said, "ip", "203.0.113.7");
        // When
        var fact = accepted(type, there).fact();
        // Then
        assertThat(context(fact).network()).isEqualTo(new Context.Network("key of cb007107", null));
        assertThat(fact.toString()).doesNotContain("203.0.113.7");
        assertThat(context(accepted(type, with(there, "consent", "denied")).fact())
                        .network())
                .isNull();
        assertThat(context(accepted(type, said).fact()).network()).isNull();
    }

    @Test
    void aHouseHasOneNetworkAndAProxyHasNone() {
        assertThat(signUp("ip", "2001:db8:1:2::3").network())
                .isEqualTo(new Context.Network("key of 20010db800010002", null));
        assertThat(signUp("ip", "2001:db8:1:2:8::1").network())
                .isEqualTo(signUp("ip", "2001:db8:1:2::3").network());
        assertThat(signUp("ip", "10.0.0.1").network()).isNull();
    }

    @Test
    void whoComesFromADataCentreIsMarked() {
        assertThat(signUp("ip", "198.51.100.7").network()).isEqualTo(new Context.Network("key of c6336407", true));
        assertThat(signUp("ip", "198.51.101.7").network()).isEqualTo(new Context.Network("key of c6336507", null));
        assertThat(signUp("ip", "2001:db8:c10d:1::2").network())
                .isEqualTo(new Context.Network("key of 20010db8c10d0001", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "203.0.113.7:80", "203.0.113.7, 10.0.0.1", "127.1"})
    void whatIsNoAddressIsNamedAndNotRepeated(String ip) {
        // When
        var reading = (Rejected) read(submission("e1", "signup", null, data("customerId", "c1", "ip", ip)));
        // Then
        assertThat(reading.problems()).singleElement().satisfies(problem -> {
            assertThat(word(problem)).isEqualTo("/data/ip invalid_ip");
            assertThat(problem.detail())
                    .contains("IPv4 or IPv6", "leave it out")
                    .doesNotContain(ip);
        });
    }

    @Test
    void anAddressThatIsNoTextIsOfTheWrongType() {
        assertThat(problems("signup", data("customerId", "c1", "ip", 7))).containsExactly("/data/ip wrong_type");
        assertThat(signUp("ip", null).network()).isNull();
    }

    @Test
    void whoGivesAMailboxToThrowAwayIsMarkedAndNobodyElse() {
        assertThat(signUp("email", "x@mailinator.com").disposableEmail()).isTrue();
        assertThat(context(accepted("identify", data("visitorId", "v", "customerId", "c", "email", "x@mailinator.com"))
                                .fact())
                        .disposableEmail())
                .isTrue();
        assertThat(context(accepted(
                                        "purchase",
                                        data(
                                                "orderId",
                                                "o",
                                                "customerId",
                                                "c",
                                                "amount",
                                                1,
                                                "currency",
                                                "EUR",
                                                "email",
                                                "x@mailinator.com"))
                                .fact())
                        .disposableEmail())
                .isTrue();
        assertThat(signUp("email", "x@gmail.com").disposableEmail()).isNull();
        assertThat(signUp("name", "x@mailinator.com").disposableEmail()).isNull();
        assertThat(context(accepted(
                                        "signup",
                                        data("customerId", "c1", "email", "x@mailinator.com", "consent", "denied"))
                                .fact())
                        .disposableEmail())
                .isNull();
    }

    private Context signUp(String field, @Nullable String value) {
        return context(
                accepted("signup", data("customerId", "c1", field, value)).fact());
    }

    private static Map<String, @Nullable Object> with(Map<String, @Nullable Object> data, String name, String value) {
        var more = new LinkedHashMap<>(data);
        more.put(name, value);
        return more;
    }

    private static Context context(EventData.Fact fact) {
        return switch (fact) {
            case ShareRecorded share -> share.context();
            case ClickRecorded click -> click.context();
            case IdentifyRecorded identify -> identify.context();
            case SignUpRecorded signUp -> signUp.context();
            case PurchaseRecorded purchase -> purchase.context();
            case RefundRecorded refund -> refund.context();
            default -> throw new IllegalArgumentException(fact.toString());
        };
    }
}

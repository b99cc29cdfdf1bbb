package io.grapevine.chassis.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.egress.Answer.Answered;
import io.grapevine.chassis.egress.Answer.Failure;
import io.grapevine.chassis.egress.Answer.Unanswered;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real sockets: whatever a tenant writes, and whatever its name server says, nothing connects to a canary on this machine. */
@NullUnmarked
class CanaryTest {

    /** Reserved by IANA and given to nobody: passes as public, and no packet to it can trouble anybody. */
    private static final InetAddress NOBODY = InetAddress.ofLiteral("2d00::1");

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final int FLIPS = 1_000;
    private static final int AT_ONCE = 50;

    /** This machine, in every spelling that some parser takes for it; %d is the canary's port. */
    private static final List<String> HOSTS = List.of(
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "127.127.127.127",
            "127.255.255.254",
            "0",
            "0.0.0.0",
            "00.0.0.0",
            "000.0.0.1",
            "2130706433",
            "017700000001",
            "0x7f000001",
            "0X7F000001",
            "0x7f.1",
            "0x7f.0.0.1",
            "0x7f.0x0.0x0.0x1",
            "0177.1",
            "0177.0.0.1",
            "0177.0.0.01",
            "00177.0.0.1",
            "127.0.0.0x1",
            "127.0.0.01",
            "127.00.0.1",
            "127.0.0.1.",
            "127.0.0.256",
            "4294967295",
            "4294967296",
            "2130706433.",
            "0x7f000001.",
            "127。0。0。1",
            "127%2e0%2e0%2e1",
            "①②⑦.⓪.⓪.①",
            "１２７.0.0.1",
            "localhost",
            "LOCALHOST",
            "LocalHost",
            "localhost.",
            "localhost..",
            "localhost%00",
            "localhost%2e",
            "loc%61lhost",
            "localhost.localdomain",
            "ip6-localhost",
            "ip6-loopback",
            "xn--localhost-",
            "[::1]",
            "[::]",
            "[0:0:0:0:0:0:0:1]",
            "[0000:0000:0000:0000:0000:0000:0000:0001]",
            "[::0001]",
            "[::ffff:127.0.0.1]",
            "[::FFFF:7f00:1]",
            "[::ffff:7f00:0001]",
            "[0:0:0:0:0:ffff:127.0.0.1]",
            "[::127.0.0.1]",
            "[::7f00:1]",
            "[64:ff9b::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::7f00:1]",
            "[2002:7f00:1::]",
            "[2002:7f00:0001::1]",
            "[fe80::1]",
            "[fe80::1%25lo]",
            "[::1%25lo]",
            "[::1%lo]",
            "[fc00::1]",
            "[fd00:ec2::254]",
            "[ff02::1]",
            "[ff01::1]",
            "[fec0::1]",
            "[::ffff:0:127.0.0.1]",
            "[2001:0:7f00:1::]",
            "user@127.0.0.1",
            "127.0.0.1@localhost",
            "shop.example@127.0.0.1",
            "shop.example%40127.0.0.1",
            "shop.example\\@127.0.0.1",
            "127.0.0.1\\.shop.example",
            "127.0.0.1#.shop.example",
            "127.0.0.1?.shop.example",
            "127.0.0.1;.shop.example",
            "127.0.0.1%23.shop.example",
            "127.0.0.1%0d%0aHost:x",
            "127.0.0.1\tx",
            " 127.0.0.1",
            "127.0.0.1 ",
            "10.0.0.1",
            "169.254.169.254",
            "169.254.169.254.",
            "0xa9fea9fe",
            "2852039166",
            "0251.0376.0251.0376",
            "[::ffff:169.254.169.254]",
            "[::ffff:a9fe:a9fe]",
            "172.16.0.1",
            "192.168.0.1",
            "100.64.0.1",
            "100.100.100.200",
            "192.0.0.192",
            "168.63.129.16",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "127.0.0.1.nip.example",
            "7f000001.hostile.example",
            "localhost.hostile.example",
            "a.b.c.d.hostile.example",
            "xn--n8h.hostile.example",
            "127-0-0-1.hostile.example",
            "metadata.google.internal",
            "instance-data",
            "kubernetes.default.svc",
            "postgres",
            "kafka",
            "redis",
            "host.docker.internal",
            "gateway.docker.internal",
            "[0:0:0:0:0:ffff:a9fe:a9fe]",
            "[::ffff:10.0.0.1]",
            "[::ffff:192.168.0.1]",
            "[fe80::a9fe:a9fe]",
            "0xa.0.0.1",
            "012.0.0.1");

    /** Names, all of which the name server says are here or somewhere just as bad. */
    private static final List<String> ADDRESSES_OF_NAMES = List.of(
            "127.0.0.1",
            "127.0.0.2",
            "127.255.255.255",
            "0.0.0.0",
            "0.0.0.1",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "168.63.129.16",
            "169.254.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "192.168.255.255",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "64:ff9b::7f00:1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
            "4000::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "ff0e::1");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private HttpServer canary;

    @BeforeEach
    void listen() {
        canary = vertx.createHttpServer()
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> request.response().end())
                .listen(0, "0.0.0.0")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void hostileAddressesAndSpellingsConnectToNothing() {
        var named = IntStream.range(0, ADDRESSES_OF_NAMES.size()).mapToObj(index -> "n" + index + ".hostile.example");
        var urls = Stream.concat(HOSTS.stream(), named)
                .map(host -> "https://" + host + ":" + canary.actualPort() + "/")
                .toList();
        assertThat(urls).hasSizeGreaterThanOrEqualTo(150).doesNotHaveDuplicates();
        try (var names = new RebindingNameServer(CanaryTest::hostile)) {
            var answers = post(false, names, urls);

            assertThat(answers)
                    .allSatisfy((url, answer) -> assertThat(answer)
                            .as(url)
                            .isIn(new Unanswered(Failure.ADDRESS_REFUSED), new Unanswered(Failure.UNKNOWN_HOST)));
        }
        assertThat(connections).hasValue(0);
    }

    @Test
    void nameThatTurnsBetweenGoodAndHereConnectsToWhatWasCheckedAThousandTimes() {
        var turns = new AtomicInteger();
        var urls = IntStream.range(0, FLIPS)
                .mapToObj(flip -> "https://rebinding.example:" + canary.actualPort() + "/" + flip)
                .toList();
        try (var names =
                new RebindingNameServer(name -> List.of(turns.getAndIncrement() / 2 % 2 == 0 ? HERE : NOBODY))) {
            var answers = post(false, names, urls).values();

            assertThat(answers).hasSize(FLIPS).noneMatch(Answered.class::isInstance);
            // It did turn: both were met, many times.
            assertThat(answers.stream().filter(new Unanswered(Failure.ADDRESS_REFUSED)::equals))
                    .hasSizeGreaterThan(FLIPS / 10);
            assertThat(turns).hasValueGreaterThan(FLIPS);
        }
        assertThat(connections).hasValue(0);
    }

    @Test
    void canaryIsReachedWhereThisMachineIsAllowed() {
        try (var names = new RebindingNameServer(name -> List.of(HERE))) {
            var answers = post(true, names, List.of("http://here.example:" + canary.actualPort() + "/"));

            assertThat(answers.values()).containsExactly(new Answered(200, null));
        }
        assertThat(connections).hasValue(1);
    }

    private static List<InetAddress> hostile(String name) {
        var index = name.startsWith("n") && name.contains(".hostile.") ? name.substring(1, name.indexOf('.')) : "0";
        return List.of(InetAddress.ofLiteral(ADDRESSES_OF_NAMES.get(Integer.parseInt(index))));
    }

    private Map<String, Answer> post(boolean local, RebindingNameServer names, List<String> urls) {
        var egress = new Egress(vertx, local, new HostAddresses(vertx, names.provider()));
        var answers = Multi.createFrom()
                .iterable(urls)
                .onItem()
                .transformToUni(url -> post(egress, url).map(answer -> Map.entry(url, answer)))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofMinutes(3));
        egress.close();
        return answers.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Uni<Answer> post(Egress egress, String url) {
        return egress.send(new Egress.Post(url, 0, Map.of(), Buffer.buffer("{}"), Duration.ofMillis(500)));
    }
}

package io.grapevine.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    private static final String REDIRECT =
            "HTTP/1.1 302 Found\r\nLocation: https://shop.example/?gv_cid=AQEB\r\nContent-Length: 0\r\n\r\n";
    private static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\ncontent-length: 14\r\n\r\n{\"accepted\":5}";

    private final AnswerReader reader = new AnswerReader();

    @Test
    void answerWithoutABodyIsWholeWithItsHead() {
        assertThat(reader.take(bytes(REDIRECT))).isTrue();
        assertThat(reader.status()).isEqualTo(302);
    }

    @Test
    void answerIsWholeWithItsLastByteHoweverItComes() {
        for (int i = 0; i < ACCEPTED.length() - 1; i++) {
            assertThat(reader.take(bytes(ACCEPTED.substring(i, i + 1))))
                    .as("after byte %d", i)
                    .isFalse();
        }
        assertThat(reader.take(bytes(ACCEPTED.substring(ACCEPTED.length() - 1))))
                .isTrue();
        assertThat(reader.status()).isEqualTo(202);
    }

    @Test
    void answerLongerThanTheFirstBufferIsReadWhole() {
        var body = "x".repeat(50_000);
        assertThat(reader.take(bytes("HTTP/1.1 202 Accepted\r\nContent-Length: 50000\r\n\r\n")))
                .isFalse();
        assertThat(reader.take(bytes(body))).isTrue();
    }

    @Test
    void answerInChunksIsWholeWithItsEmptyChunkHoweverItComes() {
        var answer = "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "e\r\n{\"accepted\":5,\r\n1A\r\n\"events\":\"abcdefghijklmno\"\r\n0\r\n\r\n";
        for (int i = 0; i < answer.length() - 1; i++) {
            assertThat(reader.take(bytes(answer.substring(i, i + 1))))
                    .as("after byte %d", i)
                    .isFalse();
        }
        assertThat(reader.take(bytes(answer.substring(answer.length() - 1)))).isTrue();
        assertThat(Expectation.of(202, "\"accepted\":5,").complaintAbout(reader))
                .isEmpty();
        reader.clear();
        assertThat(reader.take(bytes(answer))).isTrue();
    }

    @Test
    void nextAnswerKnowsNothingOfTheOneBefore() {
        assertThat(reader.take(bytes(REDIRECT))).isTrue();
        reader.clear();
        assertThat(reader.take(bytes(ACCEPTED))).isTrue();
        assertThat(reader.status()).isEqualTo(202);
        assertThat(Expectation.of(202, "gv_cid=").complaintAbout(reader)).contains("202 without gv_cid=");
    }

    @Test
    void answerCountsOnlyWithStatusAndTextAsExpected() {
        assertThat(reader.take(bytes(REDIRECT))).isTrue();
        assertThat(Expectation.of(302, "gv_cid=").complaintAbout(reader)).isEmpty();
        assertThat(Expectation.of(302, "gv_cid=B").complaintAbout(reader)).contains("302 without gv_cid=B");
        assertThat(Expectation.of(202, "").complaintAbout(reader)).contains("status 302 instead of 202");
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertRefused("HTTP/1.1 200 OK\r\nDate: today\r\n\r\n", "without a length");
        assertRefused("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "no digit");
        assertRefused(REDIRECT + "H", "more bytes");
        assertRefused("x".repeat((1 << 20) + 1), "longer than");
    }

    private static void assertRefused(String answer, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnswerReader().take(bytes(answer)))
                .withMessageContaining(why);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}

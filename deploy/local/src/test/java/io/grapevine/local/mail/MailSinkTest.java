package io.grapevine.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.events.EventJson;
import io.grapevine.local.child.StartFailed;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailSinkTest {

    private final MailSink sink = MailSink.start(0, 0, InstantSource.system());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        sink.close();
        http.close();
    }

    @Test
    void whatIsSentIsListedAndShownEscaped() throws Exception {
        // When
        send("You earned <5>", "<script>alert(1)</script>");
        // Then
        assertThat(get("/mail", "text/html").body())
                .contains("You earned &lt;5&gt;", "ada@shop.example", "href=\"/mail/1\"")
                .doesNotContain("<script>");
        assertThat(get("/mail/1", "text/html").body())
                .contains("<iframe sandbox", "src=\"/mail/1/html\"", "X-Test")
                .doesNotContain("<script>");
    }

    @Test
    void theMailsOwnHtmlMayDoNothing() throws Exception {
        // Given
        send("Hello", "<script>alert(1)</script>");
        // When
        var html = get("/mail/1/html", "text/html");
        // Then
        assertThat(html.body()).contains("<script>alert(1)</script>");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox; default-src 'none'")
                .doesNotContain("script-src");
    }

    @Test
    void theSourceIsAsItCame() throws Exception {
        // Given
        send("Hello", "<b>you</b>");
        // When
        var source = get("/mail/1/source", "*/*");
        // Then
        assertThat(source.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
        assertThat(source.body()).contains("Subject: Hello", "<b>you</b>");
    }

    @Test
    void testsReadJson() throws Exception {
        // Given
        send("Hello", "<b>you</b>");
        // When
        var list = EventJson.mapper().readTree(get("/mail", "application/json").body());
        // Then
        assertThat(list.get("caught").asInt()).isEqualTo(1);
        assertThat(list.at("/items/0/recipient").asText()).isEqualTo("ada@shop.example");
        assertThat(EventJson.mapper()
                        .readTree(get("/mail/1", "application/json").body())
                        .get("html")
                        .asText()
                        .strip())
                .isEqualTo("<b>you</b>");
    }

    @Test
    void whatIsNotThereAndWhatMayNotBeDoneAreProblems() throws Exception {
        for (var path : new String[] {"/mail/1", "/mail/x", "/mail/1/html", "/mailing", "/mail/1/html/2"})
            assertThat(get(path, "text/html").statusCode()).as(path).isEqualTo(404);
        var post = HttpRequest.newBuilder(at("/mail"))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(http.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void aMailThatIsTooLargeIsRefused() throws Exception {
        assertThatThrownBy(() -> send("Large", "x".repeat(MailSink.LARGEST_MAIL)))
                .isInstanceOf(MessagingException.class);
        assertThat(get("/mail", "text/html").body()).contains("Nothing yet");
    }

    @Test
    void aTakenPortIsSaid() {
        assertThatThrownBy(() -> MailSink.start(0, sink.httpPort(), InstantSource.system()))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining(String.valueOf(sink.httpPort()));
        assertThatThrownBy(() -> MailSink.start(sink.smtpPort(), 0, InstantSource.system()))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining(String.valueOf(sink.smtpPort()));
    }

    private void send(String subject, String html) throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(sink.smtpPort()));
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom("rewards@grapevine.localhost");
        message.setRecipients(RecipientType.TO, "ada@shop.example");
        message.setSubject(subject);
        message.setHeader("X-Test", "yes");
        message.setContent(html, "text/html");
        Transport.send(message);
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(at(path)).header("Accept", accept).build(), BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + sink.httpPort() + path);
    }
}

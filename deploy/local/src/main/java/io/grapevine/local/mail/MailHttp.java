package io.grapevine.local.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grapevine.events.EventJson;
import io.grapevine.local.child.StartFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** Serves the mailbox below {@code /mail}, as pages and, to who accepts JSON, as JSON. The console brings it to the one origin. */
final class MailHttp {

    private static final Pattern ONE = Pattern.compile("/mail/(\\d{1,18})(?:/(html|source))?");
    private static final int STOP_SECONDS = 0;
    private static final String JSON = "application/json";
    private static final String HTML = "text/html;charset=UTF-8";
    private static final String TEXT = "text/plain;charset=UTF-8";

    /** Pages: our style sheet, the icon and the frame. */
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** A mail's own HTML: no script, no form, nothing fetched; and only in our frame. */
    private static final String MAIL_POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    /** Read at once: a build may put another jar in our place while we run. */
    private static final String STYLE_SHEET = styleSheet();

    private final Mailbox mailbox;
    private final MailPages pages = new MailPages(ZoneId.systemDefault());
    private final HttpServer server;

    private MailHttp(Mailbox mailbox, HttpServer server) {
        this.mailbox = mailbox;
        this.server = server;
    }

    /** Something to answer with. */
    private record Answer(int status, String type, String policy, String body) {}

    static MailHttp start(Mailbox mailbox, int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var http = new MailHttp(mailbox, server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/mail", http::handle);
            server.start();
            return http;
        } catch (IOException e) {
            throw new StartFailed("the mail pages cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    void stop() {
        server.stop(STOP_SECONDS);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        // Both streams are closed one by one: closing the exchange would close a connection that its client uses again.
        exchange.getRequestBody().close();
        var method = exchange.getRequestMethod();
        var answer = method.equals("GET") || method.equals("HEAD")
                ? answer(exchange)
                : problem(405, "method_not_allowed", "Mail can only be read.");
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .putAll(Map.of(
                        "Content-Type", List.of(answer.type()),
                        "Content-Security-Policy", List.of(answer.policy()),
                        "X-Content-Type-Options", List.of("nosniff"),
                        "Referrer-Policy", List.of("no-referrer"),
                        "Cache-Control", List.of("no-store")));
        exchange.sendResponseHeaders(answer.status(), method.equals("HEAD") ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            if (!method.equals("HEAD")) out.write(body);
        }
    }

    private Answer answer(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        var asJson = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                .orElse("")
                .contains(JSON);
        if (path.equals("/mail") || path.equals("/mail/")) return list(asJson);
        if (path.equals("/mail/mail.css")) return new Answer(200, "text/css;charset=UTF-8", PAGE_POLICY, STYLE_SHEET);
        var one = ONE.matcher(path);
        if (!one.matches()) return nothing();
        return mailbox.byId(Long.parseLong(one.group(1)))
                .map(mail -> part(mail, Optional.ofNullable(one.group(2)).orElse(""), asJson))
                .orElseGet(MailHttp::nothing);
    }

    private Answer list(boolean asJson) {
        var mails = mailbox.all();
        return asJson
                ? json(Map.of("caught", mailbox.caught(), "items", mails))
                : new Answer(200, HTML, PAGE_POLICY, pages.list(mails, mailbox.caught()));
    }

    private Answer part(CaughtMail mail, String part, boolean asJson) {
        return switch (part) {
            case "html" -> mail.html() == null ? nothing() : new Answer(200, HTML, MAIL_POLICY, mail.html());
            case "source" -> new Answer(200, TEXT, PAGE_POLICY, mail.source());
            default -> asJson ? json(mail) : new Answer(200, HTML, PAGE_POLICY, pages.one(mail));
        };
    }

    private static Answer json(Object value) {
        try {
            return new Answer(200, JSON, PAGE_POLICY, EventJson.mapper().writeValueAsString(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer nothing() {
        return problem(404, "not_found", "There is no such mail; the oldest make room for the latest.");
    }

    private static Answer problem(int status, String code, String detail) {
        var body = "{\"type\":\"about:blank\",\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}"
                .formatted(status, code, detail);
        return new Answer(status, "application/problem+json", PAGE_POLICY, body);
    }

    private static String styleSheet() {
        try (var css = MailHttp.class.getResourceAsStream("/mail/mail.css")) {
            return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.grapevine.clicktracking.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Mailboxes that anybody opens without a name and throws away; {@code disposable/domains.txt} says who keeps the list of them. */
final class DisposableMail {

    private static final String LIST = "/disposable/domains.txt";

    private static final Set<String> DOMAINS = read();

    private DisposableMail() {}

    /** Whether the address lies at a listed domain or below one. */
    static boolean isOf(String email) {
        var form = EmailForm.of(email);
        var at = form.lastIndexOf('@');
        if (at < 1) return false;
        var domain = form.substring(at + 1);
        while (!DOMAINS.contains(domain)) {
            var dot = domain.indexOf('.');
            if (dot < 0) return false;
            domain = domain.substring(dot + 1);
        }
        return true;
    }

    static Set<String> domains() {
        return DOMAINS;
    }

    private static Set<String> read() {
        var list = Objects.requireNonNull(DisposableMail.class.getResourceAsStream(LIST), LIST);
        try (var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

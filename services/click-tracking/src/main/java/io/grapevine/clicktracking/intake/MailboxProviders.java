package io.grapevine.clicktracking.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** How those providers read addresses who do not take them literally; {@code mailbox-providers.tsv} says where that is known from. */
final class MailboxProviders {

    private static final String LIST = "/mailbox-providers.tsv";
    private static final int COLUMNS = 6;
    private static final String ITSELF = "=";

    private static final Map<String, Provider> BY_DOMAIN = read();

    private MailboxProviders() {}

    /**
     * How addresses at one domain are read.
     *
     * @param mailboxDomain where the mailboxes are; several domains may share theirs
     * @param tag the character that begins what does not count
     * @param namesMailboxByHost whether {@code anything@mailbox.domain} reaches {@code mailbox@domain}
     */
    record Provider(String mailboxDomain, char tag, boolean ignoresDots, boolean namesMailboxByHost) {

        String form(String local, String domain) {
            var host = domain.length() - mailboxDomain.length() - 1;
            var mailbox =
                    namesMailboxByHost && domain.endsWith("." + mailboxDomain) ? domain.substring(0, host) : local;
            var tagAt = mailbox.indexOf(tag);
            var untagged = tagAt > 0 ? mailbox.substring(0, tagAt) : mailbox;
            return (ignoresDots ? untagged.replace(".", "") : untagged) + "@" + mailboxDomain;
        }
    }

    /** Who reads addresses at this domain; empty if nobody who is known for more than taking them literally. */
    static Optional<Provider> of(String domain) {
        var exact = BY_DOMAIN.get(domain);
        if (exact != null) return Optional.of(exact);
        var above = BY_DOMAIN.get(domain.substring(domain.indexOf('.') + 1));
        return above != null && above.namesMailboxByHost() ? Optional.of(above) : Optional.empty();
    }

    private static Map<String, Provider> read() {
        var list = Objects.requireNonNull(MailboxProviders.class.getResourceAsStream(LIST), LIST);
        try (var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", COLUMNS))
                    .collect(Collectors.toUnmodifiableMap(columns -> columns[0], MailboxProviders::provider));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Provider provider(String[] columns) {
        return new Provider(
                columns[1].equals(ITSELF) ? columns[0] : columns[1],
                columns[2].charAt(0),
                columns[3].equals("ignored"),
                columns[4].equals("mailbox"));
    }
}

package io.grapevine.clicktracking.intake;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/**
 * What an e-mail address comes down to: whoever writes it in two ways that reach the same mailbox writes the same form.
 *
 * <p>Without surrounding space, in Unicode's compatibility form and lower case, its domain in ASCII; then as the provider reads it
 * ({@link MailboxProviders}): without dots where they do not count, without a tag where it only sorts mail, under one of several
 * domains that share their mailboxes. Whatever no listed provider ignores stays: a stranger's tag may be somebody else's mailbox.
 */
final class EmailForm {

    private EmailForm() {}

    /** The form of an address; what is no address is only written alike. */
    static String of(String email) {
        var text = plain(Normalizer.normalize(email, Normalizer.Form.NFKC));
        var at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1) return text;
        var domain = ascii(text.substring(at + 1));
        return MailboxProviders.of(domain)
                .map(provider -> provider.form(text.substring(0, at), domain))
                .orElse(text.substring(0, at + 1) + domain);
    }

    /** As addresses were compared before: without surrounding space, in lower case. */
    static String plain(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static String ascii(String domain) {
        var withoutRoot = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        try {
            return IDN.toASCII(withoutRoot, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noHostName) {
            return withoutRoot;
        }
    }
}

package io.grapevine.notification.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an advocate may say on each network, ready to be changed. Every text says that the advocate may get something for it: keeping
 * silent about that is forbidden to advertisers nearly everywhere (UWG § 5a, Directive 2005/29/EC, FTC 16 CFR 255).
 */
public final class ShareTexts {

    static final List<String> NETWORKS = List.of("whatsapp", "telegram", "facebook", "x", "linkedin", "email", "sms");

    private ShareTexts() {}

    public static Map<String, String> of(Bank bank, Locale locale, String program) {
        var words = bank.in(locale);
        var arguments = Map.<String, Object>of("program", Plain.line(program));
        var disclosure = words.say("share.disclosure", locale, arguments);
        var texts = new LinkedHashMap<String, String>();
        for (var network : NETWORKS)
            texts.put(network, words.say("share." + network, locale, arguments) + " " + disclosure);
        return texts;
    }
}

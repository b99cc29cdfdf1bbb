package io.grapevine.benchmark.mails.adapter;

import io.grapevine.notification.template.Frame;
import io.grapevine.notification.template.Letter;
import io.grapevine.notification.template.Palette;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Notification's own templates by Qute as it comes; in the service a letter's parts are read by generated code instead of by reflection. */
final class QuteFrame implements Frame {

    private final Template html;
    private final Template text;

    QuteFrame() {
        var engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build();
        html = engine.parse(source("letterHtml.html"), Variant.forContentType(Variant.TEXT_HTML), "html");
        text = engine.parse(source("letterText.txt"), Variant.forContentType(Variant.TEXT_PLAIN), "text");
    }

    @Override
    public String html(Letter letter) {
        return html.data("letter", letter)
                .data("palette", Palette.of(letter.accent()))
                .render();
    }

    @Override
    public String text(Letter letter) {
        return text.data("letter", letter).render();
    }

    private static String source(String name) {
        try (var resource = Frame.class.getResourceAsStream("/templates/mail/" + name)) {
            if (resource == null) throw new IllegalStateException("notification has no template " + name);
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the template " + name + " cannot be read", e);
        }
    }
}

package io.grapevine.clicktracking.classify.adapter;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.grapevine.clicktracking.classify.Crawlers;
import io.grapevine.clicktracking.classify.TrafficClassifier;
import io.grapevine.events.TrafficLabel;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The classifier with the shipped list, and a memory of the user agents seen: the same few thousand come again and again. */
class ClassifierSource {

    private static final String LIST = "/classifier/crawler-user-agents.tsv";
    private static final String VERSION = "crawler-user-agents/1.60.0";
    /** A few megabytes at most; invented user agents only push each other out. */
    private static final int REMEMBERED = 10_000;

    @Produces
    @Singleton
    TrafficClassifier classifier() {
        var crawlers = Crawlers.parse(list());
        var seen = Caffeine.newBuilder().maximumSize(REMEMBERED).<String, Optional<TrafficLabel>>build(crawlers::label);
        return new TrafficClassifier(seen::get, VERSION);
    }

    private static List<String> list() {
        var resource = Objects.requireNonNull(ClassifierSource.class.getResourceAsStream(LIST), LIST);
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(LIST + " cannot be read", e);
        }
    }
}

package io.grapevine.chassis.apidoc;

import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.events.ApiKeyPublished.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** Which keys open which operation, read from {@link RequiresKey} itself, so that the document cannot say otherwise than the filter does. */
final class Admissions {

    private static final DotName REQUIRES_KEY = DotName.createSimple(RequiresKey.class);
    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    // {id:.+} is {id} in OpenAPI
    private static final Pattern PATH_PATTERN = Pattern.compile("\\{(\\w+)\\s*:[^}]*}");

    private final Map<String, List<Kind>> kinds = new HashMap<>();
    private final Set<String> participants = new HashSet<>();

    Admissions(IndexView index) {
        for (var path : index.getAnnotations(PATH))
            if (path.target().kind() == AnnotationTarget.Kind.CLASS)
                addResource(index, path.target().asClass(), path.value().asString());
    }

    /** The kinds of key that are let in; empty if anybody is. */
    List<Kind> of(String method, String path) {
        return kinds.getOrDefault(method + " " + normal(path), List.of());
    }

    /** Whether a participant's own token is let in. */
    boolean letsParticipantsIn(String method, String path) {
        return participants.contains(method + " " + normal(path));
    }

    private void addResource(IndexView index, ClassInfo resource, String path) {
        var ofClass = resource.declaredAnnotation(REQUIRES_KEY);
        for (var method : resource.methods()) {
            var own = method.annotation(PATH);
            var full = normal(path + "/" + (own == null ? "" : own.value().asString()));
            var required = method.hasAnnotation(REQUIRES_KEY) ? method.annotation(REQUIRES_KEY) : ofClass;
            for (var verb : METHODS) {
                if (!isMarked(method, verb)) continue;
                kinds.put(verb + " " + full, kindsOf(index, required));
                if (required != null
                        && required.valueWithDefault(index, "participants").asBoolean())
                    participants.add(verb + " " + full);
            }
        }
    }

    private static boolean isMarked(MethodInfo method, String verb) {
        return method.hasAnnotation(DotName.createSimple("jakarta.ws.rs." + verb));
    }

    private static List<Kind> kindsOf(IndexView index, @Nullable AnnotationInstance required) {
        if (required == null) return List.of();
        return Arrays.stream(required.valueWithDefault(index).asEnumArray())
                .map(Kind::valueOf)
                .toList();
    }

    private static String normal(String path) {
        var plain = PATH_PATTERN.matcher(path).replaceAll("{$1}").replaceAll("/+", "/");
        return plain.endsWith("/") && plain.length() > 1 ? plain.substring(0, plain.length() - 1) : plain;
    }
}

package io.grapevine.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site that uses Grapevine.
 *
 * @param hosts host names whose {@code /r/{code}} belongs to this tenant, lower case, without port
 * @param fallbackUrl where unknown codes lead; null answers 404
 */
public record TenantPublished(
        String tenantId,
        String name,
        List<String> hosts,
        @Nullable String fallbackUrl) implements EventData.Definition {

    public TenantPublished {
        hosts = List.copyOf(hosts);
    }

    @Override
    public String subject() {
        return "tenant";
    }
}

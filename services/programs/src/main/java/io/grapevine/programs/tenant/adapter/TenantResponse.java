package io.grapevine.programs.tenant.adapter;

import io.grapevine.programs.tenant.Tenant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant; the keys stand only in the answer that made them. */
@Schema(name = "Tenant")
record TenantResponse(
        @Schema(examples = "acme") String tenantId,
        @Schema(examples = "Acme") String name,
        List<String> hosts,
        @Nullable String fallbackUrl,
        @Schema(examples = "gv_sk_…") @Nullable String secretKey,
        @Schema(examples = "gv_pk_…") @Nullable String publishableKey) {

    static TenantResponse of(Tenant tenant, @Nullable String secretKey, @Nullable String publishableKey) {
        return new TenantResponse(
                tenant.id(), tenant.name(), tenant.hosts(), tenant.fallbackUrl(), secretKey, publishableKey);
    }
}

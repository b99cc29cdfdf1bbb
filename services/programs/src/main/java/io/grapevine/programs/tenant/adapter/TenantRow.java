package io.grapevine.programs.tenant.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tenant as the table holds it; its hosts are rows of their own. */
@Entity
@Table(name = "tenants")
class TenantRow {

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    String name;

    @Column(name = "fallback_url")
    @Nullable
    String fallbackUrl;

    @Column(name = "created_at")
    Instant createdAt;
}

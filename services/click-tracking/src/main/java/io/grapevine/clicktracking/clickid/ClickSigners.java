package io.grapevine.clicktracking.clickid;

import java.util.concurrent.ConcurrentHashMap;

/** The signers of all tenants, each derived once; there are as many as tenants that have shown a key or a host. */
public final class ClickSigners {

    private final ClickKeys keys;
    private final ConcurrentHashMap<String, ClickSigner> byTenant = new ConcurrentHashMap<>();

    public ClickSigners(ClickKeys keys) {
        this.keys = keys;
    }

    public ClickSigner of(String tenantId) {
        return byTenant.computeIfAbsent(tenantId, keys::forTenant);
    }
}

package io.grapevine.notification.webhook.adapter;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new endpoint, or what to change of one: what is absent stays. */
record WebhookRequest(
        @Schema(
                description = "Where to post; https only (http and loopback in the local run).",
                examples = "https://shop.example/hooks")
        @Nullable
        String url,

        @Schema(description = "Types or patterns: *, reward.*, reward.released, …") @Nullable
        List<@Nullable String> types,

        @Schema(description = "Only when changing: false switches off, true switches on again.") @Nullable
        Boolean enabled) {}

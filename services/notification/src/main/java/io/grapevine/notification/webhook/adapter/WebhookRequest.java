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
        Boolean enabled,

        @Schema(description = "How posts are signed: v1 (shared secret, the default), v1a (ed25519), or both.")
        @Nullable
        List<@Nullable String> signatures,

        @Schema(
                description =
                        "true: what concerns one reward or conversion comes in its order, each once the one before has ended. The default is false.")
        @Nullable
        Boolean ordered,

        @Schema(description = "Posts a second at most, 1-1000; 0 lifts the limit, which is the default.") @Nullable
        Integer maxPerSecond) {}

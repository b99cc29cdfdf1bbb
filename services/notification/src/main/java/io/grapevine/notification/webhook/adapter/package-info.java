/** The shell: consumes changes, keeps webhooks and deliveries, posts, and answers {@code /v1/webhooks}. */
@NullMarked
package io.grapevine.notification.webhook.adapter;

import org.jspecify.annotations.NullMarked;

/** The shell of web push: subscriptions in their table, posts to push services. */
@NullMarked
package io.grapevine.notification.push.adapter;

import org.jspecify.annotations.NullMarked;

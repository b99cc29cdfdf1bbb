/** The shell of the feed: entries listed, streamed and marked as read. */
@NullMarked
package io.grapevine.notification.feed.adapter;

import org.jspecify.annotations.NullMarked;

/** Telegram: what its Bot API is asked and answers, and how a participant's account is found. */
@NullMarked
package io.grapevine.notification.telegram;

import org.jspecify.annotations.NullMarked;

/** The shell of Telegram: accounts linked and let go, messages sent by the installation's bot. */
@NullMarked
package io.grapevine.notification.telegram.adapter;

import org.jspecify.annotations.NullMarked;

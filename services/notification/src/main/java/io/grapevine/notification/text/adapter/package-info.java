/** The shell of SMS and chat: numbers in their table, calls to providers. */
@NullMarked
package io.grapevine.notification.text.adapter;

import org.jspecify.annotations.NullMarked;

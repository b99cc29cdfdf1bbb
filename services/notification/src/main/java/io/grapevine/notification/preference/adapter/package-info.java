/** The shell of preferences: what readers ask for, and the page where they leave. */
@NullMarked
package io.grapevine.notification.preference.adapter;

import org.jspecify.annotations.NullMarked;

/** What a reader wants to hear, when and over which channel; rules that need nothing but the notice, the wish and the clock. */
@NullMarked
package io.grapevine.notification.preference;

import org.jspecify.annotations.NullMarked;

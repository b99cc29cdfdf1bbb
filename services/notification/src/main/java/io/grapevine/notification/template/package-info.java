/** The words: what is said about a moment, in the reader's language; user text is never more than text. */
@NullMarked
package io.grapevine.notification.template;

import org.jspecify.annotations.NullMarked;

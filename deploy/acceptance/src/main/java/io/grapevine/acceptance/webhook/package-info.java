/** Webhooks under kills: receivers of every bad kind, and what must have arrived at each once all is over. */
@NullMarked
package io.grapevine.acceptance.webhook;

import org.jspecify.annotations.NullMarked;

/** What notification tells endpoints of: pure. */
@NullMarked
package io.grapevine.benchmark.webhooks;

import org.jspecify.annotations.NullMarked;

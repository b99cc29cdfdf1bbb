/** Tests as neighbours of a service: they write to its topics and read what it publishes. */
@NullMarked
package io.grapevine.testkit.log;

import org.jspecify.annotations.NullMarked;

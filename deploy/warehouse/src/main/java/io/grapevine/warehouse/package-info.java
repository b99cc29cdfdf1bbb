/** Events of the log as rows of a warehouse: a transformation that Kafka Connect runs before its sink. */
@NullMarked
package io.grapevine.warehouse;

import org.jspecify.annotations.NullMarked;

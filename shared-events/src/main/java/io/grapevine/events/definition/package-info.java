/** A program as people write it: what a site may promise, read into terms or refused field by field. */
@NullMarked
package io.grapevine.events.definition;

import org.jspecify.annotations.NullMarked;

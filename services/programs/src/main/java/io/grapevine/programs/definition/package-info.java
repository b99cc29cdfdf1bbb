/** Program definitions: what a site may promise, read into terms or refused field by field. */
@NullMarked
package io.grapevine.programs.definition;

import org.jspecify.annotations.NullMarked;

/** Sites that use Grapevine, their hosts and their keys. */
@NullMarked
package io.grapevine.programs.tenant;

import org.jspecify.annotations.NullMarked;

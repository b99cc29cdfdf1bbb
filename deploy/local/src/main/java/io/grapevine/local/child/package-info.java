/** Child processes: started, recorded, watched, and never left behind. */
@NullMarked
package io.grapevine.local.child;

import org.jspecify.annotations.NullMarked;

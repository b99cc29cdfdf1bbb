/** What a redirect costs on this framework when it does nothing: the denominator of the redirect benchmark. */
@NullMarked
package io.grapevine.benchmark.bare;

import org.jspecify.annotations.NullMarked;

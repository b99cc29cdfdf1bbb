/** Reaches a decision again from its record alone, by the decision spec and without any code of the services. Read Evaluator first. */
@NullMarked
package io.grapevine.acceptance.explain;

import org.jspecify.annotations.NullMarked;

/** The files of the replay format: ndjson logs, csv outcomes, cases and policies; and logs made up from a seed. */
@NullMarked
package io.grapevine.acceptance.log;

import org.jspecify.annotations.NullMarked;

/** What leaves in bulk: which tables, which columns, how a cell is written. */
@NullMarked
package io.grapevine.insights.export;

import org.jspecify.annotations.NullMarked;

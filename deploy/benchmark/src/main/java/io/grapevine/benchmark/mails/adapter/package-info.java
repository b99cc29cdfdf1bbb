/** Letters set as mails, as notification does it. */
@NullMarked
package io.grapevine.benchmark.mails.adapter;

import org.jspecify.annotations.NullMarked;

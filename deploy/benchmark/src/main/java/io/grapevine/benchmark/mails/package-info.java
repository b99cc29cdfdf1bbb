/** Letters to many readers, each moment in each language: pure. */
@NullMarked
package io.grapevine.benchmark.mails;

import org.jspecify.annotations.NullMarked;

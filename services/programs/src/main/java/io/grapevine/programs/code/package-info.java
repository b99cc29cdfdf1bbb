/** Referral codes: chosen by people or drawn by chance. */
@NullMarked
package io.grapevine.programs.code;

import org.jspecify.annotations.NullMarked;

package io.grapevine.rewardissuing.coupon.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.grapevine.rewardissuing.coupon.CodeList;
import io.grapevine.rewardissuing.coupon.Stock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pool has; {@code low} says that somebody should import more. */
record CouponPoolResponse(String name, long imported, long givenOut, long left, long waiting, boolean low) {

    static CouponPoolResponse of(Stock stock, long lowAt) {
        return new CouponPoolResponse(
                stock.pool(), stock.imported(), stock.givenOut(), stock.left(), stock.waiting(), stock.isLow(lowAt));
    }

    /** A page of pools, by name; {@code next} is absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<CouponPoolResponse> items, @Nullable String next) {}

    /**
     * What an import came to.
     *
     * @param known how many were here before, or stood in the list twice
     * @param elsewhere codes that another pool has, and keeps; not more than the first hundred
     */
    record Imported(int added, int known, List<String> elsewhere, CouponPoolResponse pool) {

        // As many as a person can look at; the rest shows when these are put right.
        private static final int MOST_SHOWN = 100;

        static Imported of(Pools.Imported imported, CodeList list, CouponPoolResponse pool) {
            var known = list.codes().size()
                    - imported.added()
                    - imported.elsewhere().size();
            return new Imported(
                    imported.added(),
                    known,
                    imported.elsewhere().stream().limit(MOST_SHOWN).toList(),
                    pool);
        }
    }
}

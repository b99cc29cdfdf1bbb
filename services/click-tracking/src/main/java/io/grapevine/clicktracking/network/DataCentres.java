package io.grapevine.clicktracking.network;

import java.util.function.Supplier;

/** Where machines live, as far as lists say. */
public final class DataCentres {

    private final Supplier<AddressBlocks> listed;

    /** @param listed as they stand at the moment: lists are renewed while the edge runs */
    public DataCentres(Supplier<AddressBlocks> listed) {
        this.listed = listed;
    }

    public boolean have(NetworkAddress address) {
        return listed.get().contain(address);
    }
}

package io.grapevine.clicktracking.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Blocks of addresses, joined where they overlap, so that one look tells whether an address is in any: 32 bytes each. */
public final class AddressBlocks {

    public static final AddressBlocks NONE = of(List.of());

    private final long[] ends;
    private final int size;

    private AddressBlocks(List<AddressBlock> disjoint) {
        this.size = disjoint.size();
        this.ends = new long[4 * size];
        for (var i = 0; i < size; i++) {
            ends[4 * i] = disjoint.get(i).firstHigh();
            ends[4 * i + 1] = disjoint.get(i).firstLow();
            ends[4 * i + 2] = disjoint.get(i).lastHigh();
            ends[4 * i + 3] = disjoint.get(i).lastLow();
        }
    }

    public static AddressBlocks of(Collection<AddressBlock> blocks) {
        var disjoint = new ArrayList<AddressBlock>();
        for (var block : blocks.stream().sorted().toList()) {
            if (disjoint.isEmpty() || startsBehind(block, disjoint.getLast())) disjoint.add(block);
            else if (endsBehind(block, disjoint.getLast())) disjoint.add(joined(disjoint.removeLast(), block));
        }
        return new AddressBlocks(disjoint);
    }

    private static boolean startsBehind(AddressBlock block, AddressBlock last) {
        return AddressBlock.compare(block.firstHigh(), block.firstLow(), last.lastHigh(), last.lastLow()) > 0;
    }

    private static boolean endsBehind(AddressBlock block, AddressBlock last) {
        return AddressBlock.compare(block.lastHigh(), block.lastLow(), last.lastHigh(), last.lastLow()) > 0;
    }

    private static AddressBlock joined(AddressBlock one, AddressBlock other) {
        return new AddressBlock(one.firstHigh(), one.firstLow(), other.lastHigh(), other.lastLow());
    }

    /** After joining. */
    public int size() {
        return size;
    }

    public boolean contain(NetworkAddress address) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (AddressBlock.compare(address.high(), address.low(), ends[4 * middle + 2], ends[4 * middle + 3]) > 0)
                from = middle + 1;
            else to = middle;
        }
        return from < size
                && AddressBlock.compare(address.high(), address.low(), ends[4 * from], ends[4 * from + 1]) >= 0;
    }
}

package io.grapevine.insights.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A program's people and who brought whom, as they are now: a {@link ForestLayout} and what has changed since ({@link Grafts}). People are
 * told one by one in any order and as often as one likes; the same states end in the same forest. Not safe for several threads, but a
 * {@link Draft} is drawn up beside the forest while it changes.
 *
 * <p>While binds are being corrected the edges may close a cycle. Of each cycle the edge bound last (then that of the highest id) is left
 * out, so that everybody stands somewhere.
 */
public final class LiveForest {

    /** Stands where an advocate's number would: nobody brought this person. */
    static final int ROOT = -1;
    /** This is no person: not known, brought by nobody, brings nobody. */
    static final int GONE = -2;

    /** A chain longer than this is laid out again rather than walked for every friend that is moved. */
    private static final int LONGEST_WALK = 10_000;
    /** So few changes are cheaper to look up than to lay out. */
    private static final int FEW_GRAFTS = 1_000;
    /** Of so many people one may hang elsewhere than in the layout before it is laid out again: then a layout costs a few steps a change. */
    private static final int PEOPLE_PER_GRAFT = 64;

    private final PersonBook book = new PersonBook();
    private int[] placements = new int[0];
    private long[] at = new long[0];
    private final BitSet known = new BitSet();
    private final Map<String, Takings> takings = new TreeMap<>();
    /** Edges left out because they would close a cycle: friend and advocate. */
    private final Map<Integer, Integer> leftOut = new LinkedHashMap<>();

    private ForestLayout layout = ForestLayout.EMPTY;
    private Grafts grafts = new Grafts(layout);
    private final Set<Integer> changedSinceDraft = new LinkedHashSet<>();
    private @Nullable Draft draft;
    private boolean laidOut;
    private int nodes;
    private int edges;
    private int layouts;
    private long version;

    /** Says what holds of a person now. */
    public void put(PersonState state) {
        var person = number(state.id());
        var advocate =
                state.advocate() == null || state.advocate().equals(state.id()) ? ROOT : number(state.advocate());
        if (leftOut.getOrDefault(person, Math.max(placements[person], ROOT)) != advocate
                || at[person] != state.atMillis()) restoreLeftOut();
        known.set(person, state.known());
        if (at[person] != state.atMillis()) version++;
        at[person] = state.atMillis();
        place(person, advocate >= 0 || !laidOut ? advocate : restingPlace(person));
        state.netMinor().keySet().forEach(currency -> takings.computeIfAbsent(currency, fresh -> new Takings()));
        takings.forEach((currency, column) -> {
            if (column.set(person, state.netMinor().getOrDefault(currency, 0L))) note(person);
        });
    }

    /** While a forest is read for the first time: somebody is known. */
    public void know(String id, long atMillis) {
        requireLoading();
        var person = number(id);
        known.set(person);
        if (placements[person] < 0 && (at[person] == PersonState.NEVER || atMillis < at[person])) at[person] = atMillis;
    }

    /** While a forest is read for the first time: an edge. @return false if the friend has one already; then their state is to be put */
    public boolean bring(String friend, String advocate, long atMillis) {
        requireLoading();
        var person = number(friend);
        if (placements[person] >= 0) return false;
        if (friend.equals(advocate)) return true;
        // First, since a new person may need a longer array, and the old one would be written to.
        var above = number(advocate);
        placements[person] = above;
        at[person] = atMillis;
        return true;
    }

    /** While a forest is read for the first time: what one more order came to. */
    public void earn(String id, String currency, long minor) {
        requireLoading();
        takings.computeIfAbsent(currency, fresh -> new Takings()).add(number(id), minor);
    }

    /** Whether nothing can be asked before it is {@link #fold folded}. */
    public boolean mustFold() {
        return !laidOut;
    }

    /** Whether so much has changed that it should be laid out again. */
    public boolean shouldFold() {
        return !laidOut || grafts.size() > Math.max(FEW_GRAFTS, nodes / PEOPLE_PER_GRAFT);
    }

    /** Lays everything out again, here and now. */
    public void fold() {
        draft = null;
        if (!laidOut) settle();
        var drawn = draft();
        var built = drawn.build();
        while (built.layout().size() < nodes) {
            leaveOutCycles(built.layout());
            drawn = draft();
            built = drawn.build();
        }
        adopt(built);
    }

    /** What a layout is made from, to be built elsewhere while this goes on changing; then {@link #adopt} it. */
    public Draft draft() {
        changedSinceDraft.clear();
        draft = new Draft(Arrays.copyOf(placements, book.size()), at, new TreeMap<>(takings));
        return draft;
    }

    /** Takes a layout over; what has changed since its draft is grafted on it. A layout from an older draft is of no use. */
    public void adopt(Draft.Built built) {
        if (built.draft() != draft) return;
        var changed = new ArrayList<>(changedSinceDraft);
        var now = changed.stream().mapToInt(person -> placements[person]).toArray();
        layout = built.layout();
        layouts++;
        grafts = new Grafts(layout);
        built.sums()
                .forEach((currency, sums) ->
                        Objects.requireNonNull(takings.get(currency)).adopt(layout, sums));
        takings.forEach((currency, column) -> {
            if (!built.sums().containsKey(currency)) column.adopt(layout, new long[layout.size() + 1]);
            changed.forEach(column::note);
        });
        for (var i = 0; i < now.length; i++) {
            var then = built.draft().placementOf(changed.get(i));
            if (then != now[i]) grafts.move(changed.get(i), then, now[i]);
        }
        draft = null;
        changedSinceDraft.clear();
        laidOut = true;
    }

    /** Moves with everything that changes an answer. */
    public long version() {
        return version;
    }

    public int nodes() {
        return nodes;
    }

    public int edges() {
        return edges;
    }

    /** Memory held, without what holds the changes since the last layout. */
    public long bytes() {
        return book.bytes()
                + layout.bytes()
                + 4L * placements.length
                + 8L * at.length
                + takings.values().stream().mapToLong(Takings::bytes).sum();
    }

    /** A person's number, empty if there is no such person now. */
    OptionalInt find(String id) {
        var person = book.find(id);
        return person == PersonBook.UNKNOWN || placements[person] == GONE
                ? OptionalInt.empty()
                : OptionalInt.of(person);
    }

    String idOf(int person) {
        return book.id(person);
    }

    long atOf(int person) {
        return at[person];
    }

    /** {@link #ROOT} if nobody brought this person. */
    int advocateOf(int person) {
        return placements[person];
    }

    int friendsOf(int person) {
        var place = layout.placeOf(person);
        var settled = place < 0 ? 0 : layout.firstFriend(place + 1) - layout.firstFriend(place);
        return settled + grafts.moreFriends(person);
    }

    Map<String, Takings> takings() {
        return takings;
    }

    Generation only(int person) {
        requireLaidOut();
        return Generation.of(layout, grafts, person);
    }

    Generation roots() {
        requireLaidOut();
        return Generation.ofRoots(layout, grafts);
    }

    /** What the shape was when it was last laid out; may be read while the forest changes. */
    public ForestShape shape() {
        requireLaidOut();
        return new ForestShape(layout, at, book, layouts);
    }

    /** Whether the {@link #shape} is that of now. */
    public boolean isFolded() {
        return laidOut && grafts.size() == 0;
    }

    private int number(String id) {
        var person = book.number(id);
        if (person == placements.length) {
            placements = Arrays.copyOf(placements, PersonBook.grown(person));
            at = Arrays.copyOf(at, PersonBook.grown(person));
            Arrays.fill(placements, person, placements.length, GONE);
            Arrays.fill(at, person, at.length, PersonState.NEVER);
        }
        return person;
    }

    private int restingPlace(int person) {
        return known.get(person) || friendsOf(person) > 0 ? ROOT : GONE;
    }

    private void place(int person, int to) {
        var from = placements[person];
        if (from == to) return;
        if (to >= 0 && laidOut && mayCloseCycle(person, to)) forgetLayout();
        note(person);
        if (!laidOut) {
            placements[person] = to;
            return;
        }
        if (to >= 0 && placements[to] == GONE) place(to, ROOT);
        grafts.move(person, from, to);
        placements[person] = to;
        edges += (to >= 0 ? 1 : 0) - (from >= 0 ? 1 : 0);
        nodes += (to == GONE ? 0 : 1) - (from == GONE ? 0 : 1);
        if (from >= 0 && placements[from] == ROOT) place(from, restingPlace(from));
    }

    private void note(int person) {
        version++;
        if (draft != null) changedSinceDraft.add(person);
    }

    /** Whoever brings nobody closes no cycle, which holds for almost all who come. */
    private boolean mayCloseCycle(int person, int advocate) {
        if (friendsOf(person) == 0) return false;
        var above = advocate;
        for (var step = 0; step < LONGEST_WALK; step++) {
            if (above < 0) return false;
            if (above == person) return true;
            above = placements[above];
        }
        return true;
    }

    private void forgetLayout() {
        laidOut = false;
        draft = null;
    }

    private void restoreLeftOut() {
        if (leftOut.isEmpty()) return;
        forgetLayout();
        leftOut.forEach((friend, advocate) -> placements[friend] = advocate);
        leftOut.clear();
    }

    /** Who is a person at all, once everybody has been read. */
    private void settle() {
        var advocates = new BitSet(book.size());
        edges = 0;
        nodes = 0;
        for (var person = 0; person < book.size(); person++)
            if (placements[person] >= 0) advocates.set(placements[person]);
        for (var person = 0; person < book.size(); person++) {
            if (placements[person] < 0) placements[person] = known.get(person) || advocates.get(person) ? ROOT : GONE;
            if (placements[person] >= 0) edges++;
            if (placements[person] != GONE) nodes++;
        }
        version++;
    }

    private void leaveOutCycles(ForestLayout reached) {
        for (var person : Cycles.lastEdges(placements, book.size(), reached, this::isBoundLater)) {
            leftOut.put(person, placements[person]);
            placements[person] = ROOT;
            edges--;
        }
    }

    private boolean isBoundLater(int person, int than) {
        if (at[person] != at[than]) return at[person] > at[than];
        return PersonIds.BY_CODE_POINT.compare(idOf(person), idOf(than)) > 0;
    }

    private void requireLoading() {
        if (laidOut) throw new IllegalStateException("the forest has been read already");
    }

    private void requireLaidOut() {
        if (!laidOut) throw new IllegalStateException("the forest must be folded first");
    }

    /** What a layout is made from. */
    public static final class Draft {

        private final int[] placements;
        private final long[] at;
        private final Map<String, Takings> takings;

        private Draft(int[] placements, long[] at, Map<String, Takings> takings) {
            this.placements = placements;
            this.at = at;
            this.takings = takings;
        }

        /** Lays it out; takes its time, and touches nothing that changes meanwhile. */
        public Built build() {
            var layout = ForestLayout.of(placements, placements.length, at);
            var sums = new HashMap<String, long[]>();
            takings.forEach((currency, column) -> sums.put(currency, column.sums(layout)));
            return new Built(this, layout, sums);
        }

        private int placementOf(int person) {
            return person < placements.length ? placements[person] : GONE;
        }

        /** A layout, ready to be adopted. */
        public static final class Built {

            private final Draft draft;
            private final ForestLayout layout;
            private final Map<String, long[]> sums;

            private Built(Draft draft, ForestLayout layout, Map<String, long[]> sums) {
                this.draft = draft;
                this.layout = layout;
                this.sums = sums;
            }

            private Draft draft() {
                return draft;
            }

            private ForestLayout layout() {
                return layout;
            }

            private Map<String, long[]> sums() {
                return sums;
            }
        }
    }
}

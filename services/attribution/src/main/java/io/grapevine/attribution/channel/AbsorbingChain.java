package io.grapevine.attribution.channel;

import java.util.Arrays;

/**
 * A Markov chain that ends in a conversion or in null. States are eliminated one after another: what entered one goes on as
 * that state would have sent it on. Nothing is ever subtracted, so every probability keeps all its digits however seldom
 * journeys end; a general solver of linear systems would lose them.
 *
 * @param p rows: the start, then the states; columns: conversion, the states, null. What a state sends to itself is of no account.
 */
record AbsorbingChain(double[][] p) {

    /**
     * What would be lost without each state.
     *
     * @param effects by state; all 0 if nothing converts
     */
    record Removals(double conversionProbability, double[] effects) {}

    private static final int START = 0;
    private static final int CONVERSION = 0;

    /** Halves the states again and again, eliminating one half and going on with the other: cubic in the end, not quartic. */
    Removals removals() {
        var states = p.length - 1;
        if (states == 0) return new Removals(0, new double[0]);
        if (states == 1) return removalOfTheOnlyState();
        var middle = 1 + states / 2;
        var one = without(middle, states + 1).removals();
        var other = without(1, middle).removals();
        var effects = Arrays.copyOf(one.effects(), states);
        System.arraycopy(other.effects(), 0, effects, one.effects().length, other.effects().length);
        return new Removals(one.conversionProbability(), effects);
    }

    /** Who passes here, and would have converted, is lost without it. */
    private Removals removalOfTheOnlyState() {
        var ends = p[1][CONVERSION] + p[1][2];
        var through = ends == 0 ? 0 : p[START][1] * (p[1][CONVERSION] / ends);
        var converting = p[START][CONVERSION] + through;
        return new Removals(converting, new double[] {converting == 0 ? 0 : through / converting});
    }

    /** The same chain as it looks to whoever does not see the states {@code from} to {@code to - 1}. */
    private AbsorbingChain without(int from, int to) {
        var rows = Arrays.stream(p).map(double[]::clone).toArray(double[][]::new);
        for (var state = from; state < to; state++) eliminate(rows, state, from);
        var kept = new double[rows.length - (to - from)][];
        for (var row = 0; row < kept.length; row++) {
            var whole = rows[row < from ? row : row + to - from];
            kept[row] = Arrays.copyOf(whole, whole.length - (to - from));
            System.arraycopy(whole, to, kept[row], from, whole.length - to);
        }
        return new AbsorbingChain(kept);
    }

    /** Rows {@code from} to {@code state - 1} are eliminated already. */
    private static void eliminate(double[][] rows, int state, int from) {
        var leaving = rows[state];
        leaving[state] = 0;
        var all = Arrays.stream(leaving).sum();
        if (all == 0) return;
        for (var row = 0; row < rows.length; row++) {
            var entering = rows[row][state];
            if (entering == 0 || row >= from && row <= state) continue;
            for (var to = 0; to < leaving.length; to++) rows[row][to] += entering * (leaving[to] / all);
            rows[row][state] = 0;
        }
    }
}

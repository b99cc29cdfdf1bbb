package io.grapevine.rewardissuing.ledger;

import static io.grapevine.rewardissuing.ledger.Seal.Form.NAMING_THE_TENANT;
import static io.grapevine.rewardissuing.ledger.Seal.Form.WITHOUT_TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.rewardissuing.ledger.SealChain.Verification.Broken;
import io.grapevine.rewardissuing.ledger.SealChain.Verification.Intact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealChainTest {

    private static final Instant POSTED_AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final SealChain START = SealChain.startOf(3);

    private final List<SealedTransfer> transfers = IntStream.range(0, 5)
            .mapToObj(i -> transferOf("rew_" + i, "sam", 100 + i))
            .toList();
    private final List<Seal> seals = START.seal(transfers);

    @Test
    void anUntouchedChainIsIntactAndKnowsItsEnd() {
        assertThat(START.verify(seals, byId(transfers)))
                .isEqualTo(new Intact(new SealChain(3, 5, seals.getLast().hash())));
    }

    @Test
    void sealsCountFromOneAndHashesAreSha256() {
        assertThat(seals).extracting(Seal::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(seals).allSatisfy(seal -> assertThat(seal.hash()).matches("[0-9a-f]{64}"));
    }

    @Test
    void aChainContinuesWhereItEnded() {
        // Given
        var firstTwo = START.seal(transfers.subList(0, 2));
        var end = new SealChain(3, 2, firstTwo.getLast().hash());
        // When
        var rest = end.seal(transfers.subList(2, 5));
        // Then
        assertThat(rest).isEqualTo(seals.subList(2, 5));
        assertThat(end.verify(rest, byId(transfers))).isInstanceOf(Intact.class);
    }

    @Test
    void anEmptyPageEndsWhereItBegan() {
        assertThat(START.verify(List.of(), Map.of())).isEqualTo(new Intact(START));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void anAmountChangedAnywhereIsSeenAtItsSeal(int index) {
        // Given
        var tampered = byId(transfers);
        tampered.put(seals.get(index).transferId(), transferOf("rew_" + index, "sam", 1));
        // When
        var verification = START.verify(seals, tampered);
        // Then
        assertThat(verification).isEqualTo(new Broken(seals.get(index), "its transfer, or one before it, was changed"));
    }

    @Test
    void aReceiverChangedIsSeen() {
        var tampered = byId(transfers);
        tampered.put(seals.get(2).transferId(), transferOf("rew_2", "eve", 102));
        assertThat(START.verify(seals, tampered)).isInstanceOf(Broken.class);
    }

    @Test
    void aTransferThatIsGoneIsSeen() {
        var fewer = byId(transfers);
        fewer.remove(seals.getFirst().transferId());
        assertThat(START.verify(seals, fewer)).isEqualTo(new Broken(seals.getFirst(), "its transfer is gone"));
    }

    @Test
    void aSealThatIsGoneIsSeen() {
        var fewer = List.of(seals.get(0), seals.get(2));
        assertThat(START.verify(fewer, byId(transfers))).isEqualTo(new Broken(seals.get(2), "seal 2 is missing"));
    }

    @Test
    void aSealOfAnotherShardIsSeen() {
        assertThat(SealChain.startOf(4).verify(seals, byId(transfers))).isInstanceOf(Broken.class);
    }

    @Test
    void idsThatContainTheSeparatorsStillReadDifferently() {
        var one = new SealedTransfer("t", new Transfer("a;1:b", List.of()), "c", "r", 1, POSTED_AT);
        var other = new SealedTransfer("t", new Transfer("a", List.of()), "b;1:c", "r", 1, POSTED_AT);
        assertThat(one.canonicalText(NAMING_THE_TENANT)).isNotEqualTo(other.canonicalText(NAMING_THE_TENANT));
    }

    @Test
    void aSealCommitsToEveryFieldOfItsTransfer() {
        // What is sealed once must read the same for ever, so the text itself is held.
        var sealed = transferOf("rew_1", "sam", 100);
        var before = sealed.canonicalText(WITHOUT_TENANT);
        assertThat(sealed.canonicalText(NAMING_THE_TENANT)).isEqualTo("4:acme;" + before);
        assertThat(before)
                .isEqualTo("7:rew_1:1;4:demo;5:rew_1;1:1;13:1772359200000;"
                        + "12:expense:demo;3:EUR;3:100;11:payable:sam;3:EUR;4:-100;");
    }

    @Test
    void aSealCommitsToEverythingSealedBeforeIt() {
        var after = transferOf("rew_9", "sam", 900);
        var onto = START.seal(List.of(transferOf("rew_1", "sam", 100), after)).getLast();
        var ontoAnother =
                START.seal(List.of(transferOf("rew_1", "sam", 101), after)).getLast();
        assertThat(onto.hash()).isNotEqualTo(ontoAnother.hash());
    }

    @Test
    void aChainIsItsTenantsAlone() {
        var elsewhere = new HashMap<String, SealedTransfer>();
        byId(transfers)
                .forEach((id, one) -> elsewhere.put(
                        id,
                        new SealedTransfer(
                                "eve",
                                one.transfer(),
                                one.programKey(),
                                one.rewardId(),
                                one.sequence(),
                                one.postedAt())));
        assertThat(START.verify(seals, elsewhere)).isInstanceOf(Broken.class);
    }

    @Test
    void aSealOfTheFormerFormHoldsAndTheNextNameTheTenant() throws NoSuchAlgorithmException {
        // Given
        var first = transfers.getFirst();
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(new byte[32]);
        digest.update(first.canonicalText(WITHOUT_TENANT).getBytes(StandardCharsets.UTF_8));
        var hash = HexFormat.of().formatHex(digest.digest());
        var former = new Seal(3, 1, first.transfer().id(), hash, WITHOUT_TENANT);
        // When
        var next = new SealChain(3, 1, hash).seal(List.of(transfers.get(1)));
        // Then
        assertThat(next).extracting(Seal::form).containsExactly(NAMING_THE_TENANT);
        assertThat(START.verify(List.of(former, next.getFirst()), byId(transfers)))
                .isInstanceOf(Intact.class);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null, WITHOUT_TENANT", "1, WITHOUT_TENANT", "2, NAMING_THE_TENANT"},
            nullValues = "null")
    void aFormHasANumber(@Nullable Integer number, Seal.Form form) {
        assertThat(Seal.Form.of(number)).isEqualTo(form);
    }

    @Test
    void aFormThatIsNotKnownIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Seal.Form.of(3)).withMessageContaining("was 3");
    }

    @Test
    void rewardsSpreadOverAllShards() {
        var rewards = IntStream.range(0, 100).mapToObj(i -> "rew_" + i).toList();
        assertThat(rewards.stream().map(SealChain::shardOf).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void sealsCountFromOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Seal(0, 0, "t", "00", NAMING_THE_TENANT));
    }

    private static SealedTransfer transferOf(String rewardId, String person, long minor) {
        var transfer = JournalTest.transfer(
                rewardId + ":1",
                JournalTest.entry(Account.expense("demo"), "EUR", minor),
                JournalTest.entry(Account.payable(person), "EUR", -minor));
        return new SealedTransfer("acme", transfer, "demo", rewardId, 1, POSTED_AT);
    }

    private static Map<String, SealedTransfer> byId(List<SealedTransfer> transfers) {
        return new HashMap<>(transfers.stream()
                .collect(Collectors.toMap(one -> one.transfer().id(), Function.identity())));
    }
}

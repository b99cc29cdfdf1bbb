package io.grapevine.notification.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** Keys of the curve P-256 as web push writes them: a point uncompressed in 65 bytes, a private key as its 32-byte number. */
public final class P256 {

    public static final int POINT_BYTES = 65;
    static final int NUMBER_BYTES = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final int CUBE = 3;
    private static final ECParameterSpec CURVE = curve();

    private P256() {}

    /** Empty unless it is a point of the curve: one of another curve would give away the other side's key. */
    public static Optional<ECPublicKey> point(byte[] bytes) {
        if (bytes.length != POINT_BYTES || bytes[0] != UNCOMPRESSED) return Optional.empty();
        var x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + NUMBER_BYTES));
        var y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + NUMBER_BYTES, POINT_BYTES));
        return isOnCurve(x, y) ? Optional.of(publicKey(new ECPoint(x, y))) : Optional.empty();
    }

    public static byte[] bytes(ECPublicKey key) {
        var bytes = new byte[POINT_BYTES];
        bytes[0] = UNCOMPRESSED;
        write(key.getW().getAffineX(), bytes, 1);
        write(key.getW().getAffineY(), bytes, 1 + NUMBER_BYTES);
        return bytes;
    }

    /** @throws IllegalArgumentException unless it is a number from 1 to the order of the curve, exclusive */
    public static ECPrivateKey number(byte[] bytes) {
        var number = new BigInteger(1, bytes);
        if (bytes.length != NUMBER_BYTES || number.signum() == 0 || number.compareTo(CURVE.getOrder()) >= 0)
            throw new IllegalArgumentException("a private key of P-256 is a number of " + NUMBER_BYTES + " bytes");
        return Jdk.certain(
                () -> (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(number, CURVE)));
    }

    static KeyPair fresh(SecureRandom random) {
        return Jdk.certain(() -> {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        });
    }

    private static boolean isOnCurve(BigInteger x, BigInteger y) {
        var p = ((ECFieldFp) CURVE.getCurve().getField()).getP();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) return false;
        var right = x.pow(CUBE)
                .add(CURVE.getCurve().getA().multiply(x))
                .add(CURVE.getCurve().getB());
        return y.multiply(y).subtract(right).mod(p).signum() == 0;
    }

    private static ECPublicKey publicKey(ECPoint point) {
        return Jdk.certain(
                () -> (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, CURVE)));
    }

    private static void write(BigInteger number, byte[] into, int at) {
        var bytes = number.toByteArray(); // perhaps with a sign byte, perhaps shorter
        var length = Math.min(bytes.length, NUMBER_BYTES);
        System.arraycopy(bytes, bytes.length - length, into, at + NUMBER_BYTES - length, length);
    }

    private static ECParameterSpec curve() {
        return Jdk.certain(() -> {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        });
    }
}

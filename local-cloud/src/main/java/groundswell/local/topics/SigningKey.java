package groundswell.local.topics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;

/// An RSA key, and a certificate of it that it signs itself. The JDK makes no certificates, so it
/// is written here in DER: version 1 of X.509, which has no extensions
/// (<https://www.rfc-editor.org/rfc/rfc5280#section-4.1>).
final class SigningKey {
  private static final int BITS = 2_048;
  private static final String SHA256_WITH_RSA = "SHA256withRSA";
  private static final Duration LIFE = Duration.ofDays(365);

  /// In UTC, with two digits for the year.
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  /// `sha256WithRSAEncryption`, with its empty parameters.
  private static final byte[] ALGORITHM =
      sequence(HexFormat.of().parseHex("06092a864886f70d01010b"), new byte[] {5, 0});

  private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

  private final KeyPair keys;
  private final String certificate;

  private SigningKey(KeyPair keys, String certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  /// @param now from when the certificate is valid
  static SigningKey make(Instant now) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      var keys = generator.generateKeyPair();
      return new SigningKey(keys, pem(certificate(keys, now)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make a key", e);
    }
  }

  /// The signature of a text, in base64.
  String sign(String text) {
    try {
      return Base64.getEncoder().encodeToString(sign(keys, text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  /// The certificate as a PEM file.
  String certificate() {
    return certificate;
  }

  private static byte[] certificate(KeyPair keys, Instant now) throws GeneralSecurityException {
    var name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, "sns.local".getBytes(UTF_8)))));
    var validity = sequence(time(now), time(now.plus(LIFE)));
    var content =
        sequence(
            der(0x02, BigInteger.valueOf(now.toEpochMilli()).toByteArray()),
            ALGORITHM,
            name,
            validity,
            name,
            keys.getPublic().getEncoded());
    return sequence(content, ALGORITHM, der(0x03, new byte[] {0}, sign(keys, content)));
  }

  private static byte[] sign(KeyPair keys, byte[] bytes) throws GeneralSecurityException {
    var signature = Signature.getInstance(SHA256_WITH_RSA);
    signature.initSign(keys.getPrivate());
    signature.update(bytes);
    return signature.sign();
  }

  private static byte[] time(Instant at) {
    return der(0x17, UTC_TIME.format(at).getBytes(US_ASCII));
  }

  private static byte[] sequence(byte[]... parts) {
    return der(0x30, parts);
  }

  /// A tag, the length of the parts, and the parts.
  private static byte[] der(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) content.writeBytes(part);
    var out = new ByteArrayOutputStream();
    out.write(tag);
    var length = BigInteger.valueOf(content.size()).toByteArray();
    int from = length.length > 1 && length[0] == 0 ? 1 : 0;
    if (content.size() >= 0x80) out.write(0x80 | (length.length - from));
    out.write(length, from, length.length - from);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static String pem(byte[] certificate) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
    return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
  }
}

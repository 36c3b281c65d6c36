package groundswell.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// Cookies with which CloudFront lets a browser read what is below an address (CloudFront developer
/// guide, "Set signed cookies using a custom policy").
///
/// @param keyId CloudFront's id of the public key
/// @param key signs; RSA
record SignedCookies(String keyId, PrivateKey key) {
  /// CloudFront takes SHA-1 unless a fourth cookie names another.
  private static final String ALGORITHM = "SHA1withRSA";

  /// @param pem a key in PKCS #8
  /// @throws IllegalArgumentException if it is not one; the key is not in the message
  static SignedCookies of(String keyId, String pem) {
    try {
      var der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      return new SignedCookies(
          keyId, KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "this is not a private key for RSA, in PEM with PKCS #8 (BEGIN PRIVATE KEY)");
    }
  }

  /// Cookies for every address that begins with `origin` and `path`. They end with the browser, or
  /// when they expire; pages can't read them, and no other site makes a browser send them.
  ///
  /// @param path with a slash at its end, so that it is no prefix of a longer name; names in it
  ///     have no `*` and no `?`, which would stand for others
  /// @return the values of three `Set-Cookie` headers
  List<String> below(URI origin, String path, Instant expiry) {
    // CloudFront wants no white space in it.
    var policy =
        "{\"Statement\":[{\"Resource\":\"%s%s*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":%d}}}]}"
            .formatted(origin, path, expiry.getEpochSecond())
            .getBytes(UTF_8);
    return List.of(
        cookie("CloudFront-Policy", text(policy), path),
        cookie("CloudFront-Signature", text(signature(policy)), path),
        cookie("CloudFront-Key-Pair-Id", keyId, path));
  }

  private byte[] signature(byte[] policy) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(policy);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with the key", e);
    }
  }

  /// Base64 with CloudFront's own replacements of what cookies can't hold.
  private static String text(byte[] bytes) {
    return Base64.getEncoder()
        .encodeToString(bytes)
        .replace('+', '-')
        .replace('=', '_')
        .replace('/', '~');
  }

  private static String cookie(String name, String value, String path) {
    return "%s=%s; Path=%s; Secure; HttpOnly; SameSite=Strict".formatted(name, value, path);
  }

  /// The key stays out of logs.
  @Override
  public String toString() {
    return "SignedCookies[keyId=%s]".formatted(keyId);
  }
}

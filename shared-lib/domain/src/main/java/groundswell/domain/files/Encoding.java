package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a file writes characters as bytes, and how that is known.
///
/// @param markBytes the length of its byte order mark
public record Encoding(Charset charset, Origin origin, int markBytes) {
  /// Those that `encoding=` takes: what spreadsheets write, and the code pages behind them.
  static final List<String> NAMES =
      List.of(
          "utf-8",
          "utf-16",
          "utf-16le",
          "utf-16be",
          "windows-1250",
          "windows-1251",
          "windows-1252",
          "windows-1253",
          "windows-1254",
          "windows-1255",
          "windows-1256",
          "windows-1257",
          "windows-1258",
          "iso-8859-1",
          "iso-8859-2",
          "iso-8859-15",
          "ibm437",
          "ibm850",
          "macintosh",
          "shift_jis",
          "gb18030",
          "big5",
          "euc-kr");

  private static final int BUFFER_BYTES = 1 << 16;

  /// How an encoding is known.
  enum Origin {
    /// The file begins with a byte order mark.
    MARKED,
    /// The upload names it.
    GIVEN,
    /// Its bytes show it.
    RECOGNISED,
    /// It is UTF-8 until a row is not.
    PRESUMED,
    /// Nothing shows it, but it is the most frequent one.
    ASSUMED
  }

  /// @throws IllegalArgumentException if there is no such encoding
  static Charset named(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (!NAMES.contains(lower)) {
      throw new IllegalArgumentException(
          "unknown encoding \"%s\"; known are %s".formatted(name, String.join(", ", NAMES)));
    }
    return Charset.forName(lower.equals("macintosh") ? "x-MacRoman" : lower);
  }

  /// @param head the first bytes of the file
  /// @param known what is said about it, or was found out
  static Encoding of(byte[] head, Optional<Encoding> known) {
    if (startsWith(head, 0xef, 0xbb, 0xbf)) return new Encoding(UTF_8, Origin.MARKED, 3);
    if (startsWith(head, 0xff, 0xfe)) return new Encoding(UTF_16LE, Origin.MARKED, 2);
    if (startsWith(head, 0xfe, 0xff)) return new Encoding(UTF_16BE, Origin.MARKED, 2);
    if (known.isPresent()) return known.get();
    if (hasZeros(head, 1)) return new Encoding(UTF_16LE, Origin.RECOGNISED, 0);
    if (hasZeros(head, 0)) return new Encoding(UTF_16BE, Origin.RECOGNISED, 0);
    return new Encoding(UTF_8, Origin.PRESUMED, 0);
  }

  static Encoding given(Charset charset) {
    return new Encoding(charset, Origin.GIVEN, 0);
  }

  /// The encoding of a file that has no mark and has bytes that are not UTF-8. If most of what is
  /// beyond ASCII is UTF-8, it is UTF-8 with faults, and their rows are rejected: read otherwise,
  /// each of its good names would be spoilt. If not, it is in the tenant's code page.
  static Encoding weigh(InputStream content, CodePage codePage) throws IOException {
    var census = new Utf8.Census();
    var buffer = new byte[BUFFER_BYTES];
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer))
      census.add(buffer, count);
    return census.characters() >= census.strays()
        ? new Encoding(UTF_8, Origin.RECOGNISED, 0)
        : new Encoding(codePage.charset(), Origin.ASSUMED, 0);
  }

  boolean isUtf8() {
    return charset.equals(UTF_8);
  }

  /// Whether a row that is not UTF-8 shows that the file is not.
  boolean isOpen() {
    return origin == Origin.PRESUMED;
  }

  /// What the report says about it, if it says something.
  Optional<String> note() {
    return switch (origin) {
      case ASSUMED ->
          Optional.of(
              "the file is not UTF-8 and does not say how it is written, so it was read as %s; if letters such as ä or é are wrong, name the encoding, for example encoding=windows-1250, or save the file as \"CSV UTF-8\""
                  .formatted(charset.name()));
      case RECOGNISED ->
          Optional.of(
              isUtf8()
                  ? "the file is UTF-8, but some of its rows are not; those are rejected"
                  : "the file was read as %s, which its bytes show".formatted(charset.name()));
      case MARKED, GIVEN ->
          isUtf8()
              ? Optional.empty()
              : Optional.of(
                  "the file was read as %s, as %s"
                      .formatted(
                          charset.name(),
                          origin == Origin.GIVEN ? "encoding= says" : "its byte order mark says"));
      case PRESUMED -> Optional.empty();
    };
  }

  private static boolean startsWith(byte[] head, int... bytes) {
    if (head.length < bytes.length) return false;
    for (int i = 0; i < bytes.length; i++) if ((head[i] & 0xff) != bytes[i]) return false;
    return true;
  }

  /// Whether most of the bytes at odd or even places are zero, and hardly one of the others: so
  /// UTF-16 writes the letters of a header.
  ///
  /// @param place 1 for the odd places, 0 for the even ones
  private static boolean hasZeros(byte[] head, int place) {
    int zeros = 0;
    int others = 0;
    int pairs = head.length / 2;
    for (int i = 0; i < 2 * pairs; i++) {
      if (head[i] != 0) continue;
      if (i % 2 == place) zeros++;
      else others++;
    }
    return pairs > 1 && 2 * zeros > pairs && others * 16 <= zeros;
  }
}

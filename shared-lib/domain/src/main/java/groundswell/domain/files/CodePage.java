package groundswell.domain.files;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/// An encoding with one byte for each character, as programs used before Unicode.
///
/// @param charset for example `windows-1252`
public record CodePage(Charset charset) {
  /// In which spreadsheets save CSV in western Europe and America.
  public static final CodePage USUAL = of("windows-1252");

  public CodePage {
    if (!charset.canEncode() || charset.newEncoder().maxBytesPerChar() > 1) {
      throw new IllegalArgumentException(
          "%s is no code page such as windows-1252".formatted(charset.name()));
    }
  }

  public static CodePage of(String name) {
    try {
      return new CodePage(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          "there is no code page \"%s\"; one is windows-1252".formatted(name), e);
    }
  }

  @Override
  public String toString() {
    return charset.name();
  }
}

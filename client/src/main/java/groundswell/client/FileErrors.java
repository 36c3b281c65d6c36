package groundswell.client;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/// Says why a file cannot be read. The JDK's messages are often only the file's name.
public final class FileErrors {
  private FileErrors() {}

  public static String reason(IOException error) {
    return switch (error) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "you may not read it";
      case CharacterCodingException _ -> "it is not text in UTF-8";
      case IOException other -> String.valueOf(other.getMessage());
    };
  }
}

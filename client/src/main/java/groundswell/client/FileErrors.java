package groundswell.client;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// Says why a file cannot be read or written. The JDK's messages are often only the file's name.
public final class FileErrors {
  private static final String FOLDER = "it is a folder, not a file";

  private FileErrors() {}

  public static Problem notRead(Path file, IOException error) {
    return Problem.of(ErrorCode.FILE, "cannot read %s: %s".formatted(file, reason(error)));
  }

  public static Problem notWritten(Path file, IOException error) {
    return Problem.of(ErrorCode.FILE, "cannot write %s: %s".formatted(file, reason(error)));
  }

  public static String reason(IOException error) {
    return switch (error) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "you have no permission for it";
      case CharacterCodingException _ -> "it is not text in UTF-8";
      case DirectoryNotEmptyException _ -> FOLDER;
      case NotDirectoryException _ -> "it is a file, not a folder";
      case FileAlreadyExistsException _ -> "there is a file of this name";
      case FileSystemException other when other.getReason() != null -> inWords(other.getReason());
      case IOException other -> inWords(String.valueOf(other.getMessage()));
    };
  }

  private static String inWords(String reason) {
    return switch (reason) {
      case "Is a directory" -> FOLDER;
      case "Not a directory" -> "a part of its path is a file, not a folder";
      case String other -> other;
    };
  }
}

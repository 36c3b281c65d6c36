package groundswell.domain.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Opens files that are tables, but not CSV.
public interface Containers {
  /// Opens none, for files that are CSV.
  Containers NONE =
      (kind, _, _) -> {
        throw new FileRefused(
            FileError.NOT_TEXT,
            "the file is a %s, which cannot be read here; save it as CSV".formatted(kind.words()));
      };

  /// @param file from its first byte
  /// @param sheet the sheet of a workbook; the first if empty
  /// @throws FileRefused now or while it is read, if it is no such table or goes beyond a limit
  Table open(Kind kind, InputStream file, Optional<String> sheet) throws IOException;

  /// What a file's first bytes show it to be.
  enum Kind {
    /// A workbook, or another archive.
    ZIP("zip archive or a workbook", 1),
    /// JSON: an object for each line, or other JSON.
    JSON("JSON file", 0);

    private final String words;
    private final int headerLine;

    Kind(String words, int headerLine) {
      this.words = words;
      this.headerLine = headerLine;
    }

    /// The line of the header: 0 if the file has none, but has the names in each line.
    int headerLine() {
      return headerLine;
    }

    String words() {
      return words;
    }
  }

  /// @param csv UTF-8 with commas, quotes where they are needed, and LF at the end of each record.
  ///     There is a record for each line or sheet row of the file, also for the empty ones, so that
  ///     they are counted alike. A record of one field in a table of several is a line that could
  ///     not be read
  /// @param ragged whether records may leave out empty fields at their ends
  /// @param notes what the report says about the file
  record Table(InputStream csv, boolean ragged, List<String> notes) {
    public Table {
      notes = List.copyOf(notes);
    }
  }
}

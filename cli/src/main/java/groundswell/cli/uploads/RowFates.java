package groundswell.cli.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.cli.output.Printer;
import groundswell.cli.session.Environment;
import groundswell.cli.session.ExitCodes;
import groundswell.client.Json;
import groundswell.client.UploadsApi;
import groundswell.domain.ids.UploadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Saves or prints what became of the rows of an upload.
final class RowFates {
  private static final Path STANDARD_OUTPUT = Path.of("-");

  private final Environment environment;
  private final Printer printer;
  private final UploadsApi api;

  RowFates(Environment environment, Printer printer, UploadsApi api) {
    this.environment = environment;
    this.printer = printer;
    this.api = api;
  }

  /// @param safe whether cells that would be formulas are marked as text
  /// @return the exit code
  int save(UploadId upload, Path file, boolean safe) throws IOException {
    if (file.equals(STANDARD_OUTPUT)) {
      print(upload, safe);
      return ExitCodes.of(true);
    }
    int missing = download(upload, file, safe);
    var json =
        Json.object()
            .put("upload", upload.value())
            .put("rows_file", file.toString())
            .put("parts_missing", missing);
    return printer.show(
        json, () -> "the rows of upload %s are in %s%s".formatted(upload, file, note(missing)));
  }

  /// Prints by way of a file in a folder of its own, which nobody else on this machine may open.
  private void print(UploadId upload, boolean safe) throws IOException {
    var folder = Files.createTempDirectory("rows");
    var file = folder.resolve("rows.csv");
    try {
      int missing = download(upload, file, safe);
      try (var in = Files.newBufferedReader(file, UTF_8)) {
        in.transferTo(environment.out());
      }
      environment.out().flush();
      if (missing > 0) environment.err().println(note(missing).strip());
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private int download(UploadId upload, Path file, boolean safe) throws IOException {
    int missing;
    try (var progress = printer.progress("reading", "parts")) {
      missing = api.downloadFates(upload, file, progress::update);
      progress.complete();
    }
    if (safe) SafeCsv.makeSafe(file);
    return missing;
  }

  private static String note(int missing) {
    return missing == 0
        ? ""
        : "%n  the upload was stopped before all was stored: the rows of %,d parts are not in it"
            .formatted(missing);
  }
}

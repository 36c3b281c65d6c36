package groundswell.uploadpartitioner.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.files.FileError;
import groundswell.domain.files.FileRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Says of JSON that is no table what it is, and which file to take instead.
final class VendorJson {
  private static final int HEAD_BYTES = 1 << 16;

  private record Known(List<String> names, String sentence) {}

  /// The names that a vendor's JSON has near its beginning. The first that fits.
  private static final List<Known> KNOWN =
      List.of(
          new Known(
              List.of("\"sportDataUserData\""),
              "This is Huawei Health's JSON. It has no file of days: take them from an app that exports CSV"),
          new Known(
              List.of("\"data\"", "\"metrics\""),
              "This is JSON of Health Auto Export. Choose CSV as its format, with days as its interval, and upload that file"),
          new Known(
              List.of("\"summary\"", "\"stepCount\""),
              "This is Polar Flow's JSON, one file for each day. Collect the days in a spreadsheet, and upload it as .xlsx or CSV"),
          new Known(
              List.of("\"dateTime\"", "\"value\""),
              "This is Fitbit's JSON, which has every single measurement. Export the days as CSV from the Fitbit dashboard, and upload that file"));

  private VendorJson() {}

  static FileRefused refused(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var head = new String(in.readNBytes(HEAD_BYTES), UTF_8);
      return new FileRefused(
          FileError.NOT_A_TABLE,
          KNOWN.stream()
              .filter(known -> known.names.stream().allMatch(head::contains))
              .map(Known::sentence)
              .findFirst()
              .orElse(
                  "This is JSON, but not one object of plain values on each line. Write {\"member_id\":\"m-17\",...} on the first line and so on, or save the table as .xlsx or CSV"));
    }
  }
}

package groundswell.uploadpartitioner.containers;

import groundswell.domain.files.FileError;
import groundswell.domain.files.FileRefused;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says of a zip archive that is no workbook what it is, and which file to take instead. The names
/// inside are those that the vendors' exports have.
final class Archive {
  private record Known(String part, String sentence) {}

  /// The first that fits. A part is the name of a file inside, or its beginning or end.
  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "xl/workbook.bin",
              "This is a binary Excel workbook (.xlsb). Save it as .xlsx or CSV and upload it again"),
          new Known(
              "Index/Document.iwa",
              "This is a Numbers document. In Numbers choose Export To, Excel or CSV, and upload that file"),
          new Known(
              "Index.zip",
              "This is a Numbers document. In Numbers choose Export To, Excel or CSV, and upload that file"),
          new Known(
              "word/document.xml",
              "This is a Word document. Upload the table itself, as .xlsx or CSV"),
          new Known(
              "META-INF/manifest.xml",
              "This is an OpenDocument file (.ods). Save it as .xlsx or CSV and upload it again"),
          new Known(
              "export.xml",
              "This is Apple's export, which has every single measurement. Export days as CSV from an app such as Health Auto Export, and upload that file"),
          new Known(
              "DI_CONNECT/",
              "This is the archive of a whole Garmin account. In Garmin Connect open Reports, Steps, export it as CSV, and upload that file"),
          new Known(
              "Global Export Data/",
              "This is the archive of a whole Fitbit account. Export the days as CSV from the Fitbit dashboard, or upload one of the archive's CSV files"),
          new Known(
              "Physical Activity_GoogleData/",
              "This is the archive of a whole Fitbit account. Unpack it and upload a CSV file with one row for each day"),
          new Known(
              "com.samsung.",
              "This is the archive of Samsung Health. Unpack it and upload the file whose name begins with com.samsung.shealth.step_daily_trend"),
          new Known(
              "aggregates_steps.csv",
              "This is the archive of a whole Withings account. Unpack it and upload aggregates_steps.csv"),
          new Known(
              "activities.csv",
              "This is the archive of a whole Strava account. Unpack it and upload activities.csv"),
          new Known(
              "Fit/",
              "This is an archive of Google Fit. Unpack it and upload the CSV file of daily activity"));

  private Archive() {}

  static FileRefused refused(Set<String> names) {
    for (var known : KNOWN)
      if (names.stream().anyMatch(name -> fits(name, known.part)))
        return new FileRefused(FileError.NOT_A_TABLE, known.sentence);
    return new FileRefused(
        FileError.NOT_A_TABLE,
        "This is a zip archive%s. Unpack it and upload the table inside, as .xlsx or CSV"
            .formatted(shown(names).map(" with %d files"::formatted).orElse("")));
  }

  private static Optional<Integer> shown(Set<String> names) {
    return names.size() > 1 ? Optional.of(names.size()) : Optional.empty();
  }

  private static boolean fits(String name, String part) {
    var last = name.substring(name.lastIndexOf('/') + 1);
    return name.startsWith(part)
        || name.endsWith("/" + part)
        || (part.endsWith("/") && name.contains("/" + part))
        || (part.endsWith(".") && last.startsWith(part));
  }
}

package groundswell.uploadpartitioner.containers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import groundswell.domain.files.FileError;
import groundswell.domain.files.FileRefused;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusingWhatIsNoTable {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          apple_health_export/export.xml, This is Apple's export
          DI_CONNECT/DI-Connect-Aggregator/UDSFile_1.json, This is the archive of a whole Garmin account
          Takeout/Fitbit/Global Export Data/steps.json, This is the archive of a whole Fitbit account
          Takeout/Fit/Daily activity metrics/2026.csv, This is an archive of Google Fit
          samsung/com.samsung.shealth.sleep.csv, This is the archive of Samsung Health
          activities.csv, This is the archive of a whole Strava account
          data/aggregates_steps.csv, This is the archive of a whole Withings account
          Index/Document.iwa, This is a Numbers document
          META-INF/manifest.xml, This is an OpenDocument file
          word/document.xml, This is a Word document
          steps.csv, This is a zip archive. Unpack it
          """)
  void saysOfAnArchiveWhichFileToTakeInstead(String name, String sentence) {
    var files = new LinkedHashMap<String, String>();
    files.put(name, "");

    assertRefused(TestWorkbook.zip(files), sentence);
  }

  @Test
  void saysOfABinaryWorkbookHowToSaveIt() {
    var files = new LinkedHashMap<String, String>();
    files.put("[Content_Types].xml", "");
    files.put("xl/workbook.bin", "");

    assertRefused(TestWorkbook.zip(files), "This is a binary Excel workbook");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          ÐÏ\u0011à¡±\u001aá~This is an Excel file from before 2007 (.xls), or one with a password
          %PDF-1.7~This is a PDF
          <?xml version="1.0"?><!DOCTYPE HealthData [~This is Apple's export.xml
          <HTML><body><table>~This is a web page, even if its name ends in .xls
          <?xml version="1.0"?><Workbook>~This is XML
          """)
  void recognisesOtherFilesByTheirFirstBytes(String start, String sentence) {
    assertRefused(start.getBytes(ISO_8859_1), sentence);
  }

  private static void assertRefused(byte[] file, String sentence) {
    var refusal = catchThrowableOfType(FileRefused.class, () -> ReadTable.of(file));

    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.error()).isEqualTo(FileError.NOT_A_TABLE);
    assertThat(refusal.reason()).startsWith(sentence);
  }
}

package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each layout has a file as the vendor exports it, with invented values, and the entries that it
/// stands for. What the layouts rest on is said in their mappings.
class ReadingBuiltInLayouts {
  private static final Path MAPPINGS =
      Path.of("src/main/resources/groundswell/domain/files/layouts");
  private static final Path SAMPLES =
      Path.of("src/test/resources/groundswell/domain/files/layouts");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garmin",
        "garmin-calories",
        "garmin-activities",
        "garmin-activities_de",
        "garmin-activities_fr",
        "fitbit",
        "fitbit_de",
        "fitabase",
        "samsung-health",
        "samsung-health-trend",
        "strava",
        "strava_de",
        "oura",
        "oura-account",
        "google-fit",
        "google-fit_es",
        "withings",
        "withings-distance",
        "withings-calories",
        "zepp",
        "health-auto-export",
        "health-auto-export_mi",
        "qs-access",
        "mydatahelps"
      })
  void readsTheVendorsFile(String sample) throws IOException {
    var name = sample.replaceFirst("_.*", "");

    var read = ReadFile.activity(bytes(sample), mapping(name));

    assertThat(read.rejections()).isEmpty();
    assertThat(lines(read)).isEqualTo(Files.readString(SAMPLES.resolve(sample + ".expected")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garmin", "garmin-calories", "garmin-activities_fr", "fitbit_de", "fitabase",
        "samsung-health", "samsung-health-trend", "strava_de", "oura", "oura-account",
        "google-fit_es", "zepp", "health-auto-export", "qs-access", "mydatahelps"
      })
  void recognisesTheFileByItsHeader(String sample) throws IOException {
    var member = isOfPeople(sample) ? Optional.<String>empty() : Optional.of("member_id='382'");

    var notes = ReadFile.reading(bytes(sample), member).notes();

    assertThat(notes.getFirst())
        .startsWith("recognised by its header as " + sample.replaceFirst("_.*", "") + " (");
  }

  @Test
  void asksWhichOfTheWithingsFilesItIs() {
    assertThatThrownBy(() -> ReadFile.reading(bytes("withings"), Optional.of("member_id='382'")))
        .isInstanceOfSatisfying(
            FileRefused.class,
            refused -> {
              assertThat(refused.error()).isEqualTo(FileError.UNDECIDED);
              assertThat(refused.choices().getFirst().readings())
                  .extracting(Choice.Reading::mapping)
                  .containsExactly(
                      "withings; member_id='382'",
                      "withings-calories; member_id='382'",
                      "withings-distance; member_id='382'");
            });
  }

  @Test
  void asksWhoseFileItIs() {
    assertThatThrownBy(() -> ReadFile.activity(bytes("garmin"), Optional.of("garmin")))
        .isInstanceOf(FileRefused.class)
        .hasMessageContaining("say whose it is with --member ID");
  }

  @Test
  void takesANameForAllLayoutsOfTheFamily() throws IOException {
    var notes =
        ReadFile.reading(bytes("garmin-calories"), Optional.of("garmin; member_id='382'")).notes();

    assertThat(notes.getFirst()).startsWith("read as garmin-calories (");
  }

  @Test
  void refusesTotalsOfWeeksUnderTheHeaderOfDays() {
    var weekly =
        ",Actual,Goal\n02/16/2026,61412,56000\n02/23/2026,48030,56070\n03/02/2026,55120,55930\n";

    assertThatThrownBy(() -> ReadFile.activity(weekly, "garmin; member_id='382'"))
        .isInstanceOfSatisfying(
            FileRefused.class,
            refused -> assertThat(refused.error()).isEqualTo(FileError.WEEKLY_TOTALS))
        .hasMessageContaining("seven days apart (2026-02-16, 2026-02-23)");
  }

  @Test
  void letsAPartOfTheMappingTakeThePlaceOfTheLayouts() {
    var read =
        ReadFile.activity(
            "Date,Step count,Calories (kcal)\n2026-03-01,10412,2205.5\n",
            "google-fit; member_id='382'; metric:calories=\"Calories (kcal)\"");

    assertThat(lines(read))
        .isEqualTo(
            "382 2026-03-01 steps 10412 google-fit\n382 2026-03-01 calories 2205.5 google-fit\n");
  }

  @Test
  void saysWhichNamesThereAre() {
    assertThatThrownBy(() -> ReadFile.activity("a,b\n", "garmin-watch"))
        .isInstanceOf(FileRefused.class)
        .hasMessageContaining("there is no mapping \"garmin-watch\" for activity; there are")
        .hasMessageContaining("samsung-health");
  }

  @Test
  void takesTheTenantsOwnMappingBeforeABuiltInOne() throws IOException {
    var own =
        NamedMappings.own(
            FileKind.ACTIVITY, "our-steps", "date=#1:MM/dd/yyyy; metric:steps=Actual:0");

    var reading =
        ReadFile.reading(
            bytes("garmin"), Optional.of("member_id='382'"), new NamedMappings(List.of(own)));

    assertThat(reading.notes().getFirst()).startsWith("recognised by its header as our-steps");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Our Steps | must have 1 to 32 letters
          garmin | is the name of a built-in mapping
          """)
  void refusesNamesOfTheTenantsOwn(String name, String message) {
    assertThatThrownBy(() -> NamedMappings.own(FileKind.ACTIVITY, name, "member_id=Id"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void listsEveryMappingWithItsSource() throws IOException {
    var files = new TreeSet<String>();
    try (var all = Files.list(MAPPINGS)) {
      all.map(path -> path.getFileName().toString())
          .filter(name -> !name.equals("index"))
          .map(name -> name.replace(".mapping", ""))
          .forEach(files::add);
    }

    for (var name : files) {
      assertThat(Files.readString(MAPPINGS.resolve(name + ".mapping"))).as(name).contains("Source");
    }
    assertThat(Files.readAllLines(MAPPINGS.resolve("index"))).containsExactlyElementsOf(files);
  }

  private static Optional<String> mapping(String name) {
    return Optional.of(isOfPeople(name) ? name : name + "; member_id='382'");
  }

  private static boolean isOfPeople(String name) {
    return List.of("fitabase", "mydatahelps").contains(name);
  }

  private static byte[] bytes(String sample) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(sample + ".csv"));
  }

  private static String lines(ReadFile read) {
    var lines = new StringBuilder();
    for (var entry : read.entries()) {
      var row = (ActivityEntry) entry;
      lines.append(
          "%s %s %s %s %s\n"
              .formatted(
                  row.member(),
                  row.day(),
                  row.metric(),
                  ReadFile.value(row),
                  ReadFile.said(row).source()));
    }
    return lines.toString();
  }

  @Test
  void readsEverySectionWithTheSameHeader() throws IOException {
    var month = Files.readString(SAMPLES.resolve("fitbit.csv"));

    var one = ReadFile.activity(bytes("fitbit"), mapping("fitbit"));
    var two =
        ReadFile.activity((month.strip() + "\n\n" + month).getBytes(UTF_8), mapping("fitbit"));

    assertThat(two.entries()).hasSize(2 * one.entries().size());
    assertThat(two.rejections()).isEmpty();
  }

  @Test
  void saysHowManyLinesOfOtherSectionsWereNotRead() {
    var header = "Date,Steps,Minutes Sedentary\n";
    var file =
        "Activities\n"
            + header
            + "2026-03-01,1,2\n\nSleep\nStart,End\n2026-03-01,2026-03-02\n\nActivities\n"
            + header
            + "2026-03-02,2,2\n\nFoods\n";

    var read = ReadFile.activity(file, "fitbit; member_id='382'");

    assertThat(read.entries()).hasSize(2);
    assertThat(read.notes()).contains("4 lines of other sections were not read");
  }

  @Test
  void saysThatTheOldestDayOfAListMayBeIncomplete() throws IOException {
    var notes = ReadFile.activity(bytes("garmin-activities"), mapping("garmin-activities")).notes();

    assertThat(notes)
        .anyMatch(note -> note.matches("the oldest day, 2026-..-.., may be incomplete.*"));
    assertThat(ReadFile.activity(bytes("strava"), mapping("strava")).notes())
        .noneMatch(note -> note.startsWith("the oldest day"));
  }

  /// The rows that were good are not in it, so its sums and its greatest would be too small.
  @ParameterizedTest
  @ValueSource(strings = {"strava", "samsung-health"})
  void refusesTheRejectsFileOfALayoutWithSeveralRowsADay(String sample) throws IOException {
    var file = Files.readString(SAMPLES.resolve(sample + ".csv"));
    var broken = file.replaceFirst("2026", "2O26");
    var rejects =
        ReadFile.activity(broken.getBytes(UTF_8), mapping(sample))
            .rejects()
            .replace("2O26", "2026");

    assertThatThrownBy(() -> ReadFile.activity(rejects.getBytes(UTF_8), mapping(sample)))
        .isInstanceOfSatisfying(
            FileRefused.class,
            refused -> assertThat(refused.error()).isEqualTo(FileError.BAD_MAPPING))
        .hasMessageContaining("Correct them in the original file, and upload that as a whole");
  }

  @Test
  void asksWhichColumnIsWhatIfNoLayoutOfTheNameFits() {
    assertThatThrownBy(() -> ReadFile.activity("Tag,Schritte\n01.03.2026,1\n", "garmin"))
        .isInstanceOfSatisfying(
            FileRefused.class,
            refused -> assertThat(refused.columns()).containsExactly("Tag", "Schritte"));
  }
}

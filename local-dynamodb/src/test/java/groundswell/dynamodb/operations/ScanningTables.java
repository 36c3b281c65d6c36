package groundswell.dynamodb.operations;

import static groundswell.dynamodb.operations.Fixture.MUSIC;
import static groundswell.dynamodb.operations.Fixture.in;
import static groundswell.dynamodb.operations.Fixture.item;
import static groundswell.dynamodb.operations.Fixture.number;
import static groundswell.dynamodb.operations.Fixture.refusal;
import static groundswell.dynamodb.operations.Fixture.song;
import static groundswell.dynamodb.operations.Fixture.text;
import static groundswell.dynamodb.operations.Fixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html>
class ScanningTables {
  private static final int SONGS = 40;

  private final Fixture tables = new Fixture().withMusic();

  @BeforeEach
  void addSongs() {
    for (var number = 0; number < SONGS; number++)
      tables.put(
          with(
              song("Band " + number, "Song"),
              "Plays",
              number(number),
              number % 2 == 0 ? "Genre" : "Mood",
              text("Rock"),
              "Price",
              number(number)));
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void readsEveryItemOnce() {
    assertThat(artists(scan(_ -> {}))).hasSize(SONGS).doesNotHaveDuplicates();
  }

  @Test
  void readsPageByPage() {
    var pages = tables.client.scanPaginator(scan -> scan.tableName(MUSIC).limit(7));

    assertThat(pages.stream().mapToInt(page -> page.items().size()).max()).hasValue(7);
    assertThat(pages.items().stream().map(each -> in(each, "Artist").s()))
        .hasSize(SONGS)
        .doesNotHaveDuplicates();
  }

  /// developerguide/Scan.html#Scan.ParallelScan
  @Test
  void readsInSegmentsThatHoldEveryItemOnceTogether() {
    var artists = new ArrayList<String>();
    for (var segment = 0; segment < 4; segment++) {
      var each = segment;
      artists.addAll(artists(scan(scan -> scan.segment(each).totalSegments(4))));
    }

    assertThat(artists).hasSize(SONGS).doesNotHaveDuplicates();
  }

  @Test
  void readsAnIndexThatHoldsOnlySomeItems() {
    var answer = scan(scan -> scan.indexName("ByGenre"));

    assertThat(answer.count()).isEqualTo(SONGS / 2);
    assertThat(new HashSet<>(artists(answer))).hasSize(SONGS / 2);
  }

  @Test
  void filtersAndCounts() {
    var answer =
        scan(
            scan ->
                scan.filterExpression("Plays < :n")
                    .expressionAttributeValues(item(":n", number(10)))
                    .select(Select.COUNT)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

    assertThat(answer.count()).isEqualTo(10);
    assertThat(answer.scannedCount()).isEqualTo(SONGS);
    assertThat(answer.hasItems()).isFalse();
    assertThat(answer.consumedCapacity().tableName()).isEqualTo(MUSIC);
  }

  @Test
  void refusesSegmentsThatDoNotFit() {
    assertThat(refused(scan -> scan.segment(0)))
        .isEqualTo(
            "The TotalSegments parameter is required but was not present in the request when"
                + " Segment parameter is present");
    assertThat(refused(scan -> scan.totalSegments(4)))
        .isEqualTo(
            "The Segment parameter is required but was not present in the request when parameter"
                + " TotalSegments is present");
    assertThat(refused(scan -> scan.segment(5).totalSegments(5)))
        .isEqualTo(
            "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
                + " Segment: 5 is not less than TotalSegments: 5");
    assertThat(refused(scan -> scan.segment(-1).totalSegments(4)))
        .isEqualTo(
            "1 validation error detected: Value '-1' at 'segment' failed to satisfy constraint:"
                + " Member must have value greater than or equal to 0");
  }

  @Test
  void refusesALimitOfNothingAndAnUnknownIndex() {
    assertThat(refused(scan -> scan.limit(0)))
        .isEqualTo(
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member"
                + " must have value greater than or equal to 1");
    assertThat(refused(scan -> scan.indexName("ByMood")))
        .isEqualTo("The table does not have the specified index: ByMood");
  }

  private String refused(Consumer<ScanRequest.Builder> more) {
    return refusal(() -> scan(more));
  }

  private ScanResponse scan(Consumer<ScanRequest.Builder> more) {
    var request = ScanRequest.builder().tableName(MUSIC);
    more.accept(request);
    return tables.client.scan(request.build());
  }

  private static List<String> artists(ScanResponse answer) {
    return answer.items().stream().map(each -> in(each, "Artist").s()).toList();
  }
}

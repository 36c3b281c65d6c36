package groundswell.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Remarks;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.UploadState;
import groundswell.http.testing.Reply;
import groundswell.platform.wiring.Wiring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UploadingAFile {
  private static final Instant ACCEPTED_AT = Instant.parse("2026-03-10T12:00:01Z");
  private static final String CSV = "member_id,date,metric,value\nann,2026-03-09,steps,1\n";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ApiWorld world = new ApiWorld();

  @Test
  void handsOutAUrlThatTakesTheAnnouncedFileOnce() throws Exception {
    var created = ask("\"size_bytes\": " + CSV.length()).expect(201);

    assertThat(put(created, CSV)).isEqualTo(200);
    assertThat(put(created, CSV)).isEqualTo(412);
    assertThat(created.at("/expires_at")).isEqualTo("2026-03-10T12:15:00Z");
  }

  @Test
  void takesNoFileOfAnotherLength() throws Exception {
    var created = ask("\"size_bytes\": " + (CSV.length() + 1)).expect(201);

    assertThat(put(created, CSV)).isGreaterThanOrEqualTo(400);
  }

  @Test
  void namesWhatIsWrongWithARequest() {
    var wrong =
        """
        {"kind": "films", "size_bytes": "many", "policy": "all", "mapping": "x", "dry_run": true}\
        """;

    assertThat(world.ask("POST", "/uploads", wrong).expect(422).errors())
        .extracting(error -> error.split(":", 2)[0])
        .containsExactlyInAnyOrder("kind", "file_name", "size_bytes", "policy", "dry_run");
  }

  @Test
  void refusesAMappingThatCannotBeRead() {
    assertThat(ask("\"size_bytes\": 9, \"mapping\": \"member_id=\"").expect(422).errors())
        .singleElement()
        .asString()
        .startsWith("mapping: ");
  }

  @Test
  void refusesFilesBeyondTheLimit() {
    for (var size : List.of("0", "-1", "2147483649"))
      assertThat(ask("\"size_bytes\": " + size).expect(422).errors())
          .containsExactly("size_bytes: %s is not in 1..2147483648".formatted(size));
  }

  @Test
  void countsWhatIsDoneWhileItIsLoading() {
    var id = created();
    advance(id, storing());
    new Wiring(world.environment)
        .uploads()
        .putResult(world.tenant, id, 1, new RowCounts(40, 5, 0, 0));

    var upload = world.ask("GET", "/uploads/" + id).expect(200);

    assertThat(upload.at("/state")).isEqualTo("storing");
    assertThat(upload.at("/partitions")).isEqualTo("{\"done\":1,\"total\":4}");
    assertThat(upload.at("/report/received")).isEqualTo("100");
    assertThat(upload.at("/report/accepted")).isEqualTo("40");
    assertThat(upload.at("/report/rejected_by_code/bad-date")).isEqualTo("2");
    assertThat(upload.at("/ended")).isEqualTo("false");
  }

  @Test
  void saysSoWhenNothingChanged() {
    var id = created();
    advance(id, completed(new RowCounts(0, 90, 10, 0)));

    var upload = world.ask("GET", "/uploads/" + id).expect(200);

    assertThat(upload.at("/note")).isEqualTo("changed nothing: all rows were there already");
    assertThat(upload.at("/ended")).isEqualTo("true");
    world.ask("GET", "/uploads/%s/rejects".formatted(id)).expect(404);
  }

  @Test
  void saysHowTheFileWasRead() {
    var id = created();
    var remarks = new Remarks(List.of("1 empty row was left out"), 0);
    new Wiring(world.environment).uploads().putRemarks(world.tenant, id, remarks);

    assertThat(world.ask("GET", "/uploads/" + id).at("/findings/notes/0"))
        .isEqualTo("1 empty row was left out");
  }

  @Test
  void saysWhatFailedAndWaits() {
    var id = created();
    assertThat(world.ask("GET", "/uploads/" + id).json().has("failed")).isFalse();
    world.failure("part").naming("ann", "2026-03").loading(id).recorded();

    var failed = world.ask("GET", "/uploads/" + id).expect(200);

    assertThat(failed.at("/failed/partitions")).isEqualTo("1");
    assertThat(failed.at("/failed/messages")).isEqualTo("1");
    assertThat(failed.at("/failed/members/0/member")).isEqualTo("ann");
    assertThat(failed.at("/failed/note")).contains("once they are redriven");
  }

  @Test
  void saysWhyItWasRefused() {
    var id = created();
    advance(
        id,
        new UploadState.Refused(
            ACCEPTED_AT,
            ACCEPTED_AT,
            "missing-column",
            "there is no column date",
            RowCounts.ZERO,
            new TreeMap<>(),
            Optional.empty()));

    assertThat(world.ask("GET", "/uploads/" + id).at("/refused/reason"))
        .isEqualTo("there is no column date");
  }

  @Test
  void handsOutTheRejectedRowsOnceItHasEnded() {
    var id = created();
    advance(id, storing());
    world.ask("GET", "/uploads/%s/rejects".formatted(id)).expect(409);
    advance(id, completed(new RowCounts(98, 0, 0, 2)));

    var rejects = world.ask("GET", "/uploads/%s/rejects".formatted(id)).expect(200);

    assertThat(rejects.at("/url")).contains("/rejects/" + world.tenant);
  }

  @Test
  void handsOutWhatBecameOfEachRowOnceItHasEnded() {
    var id = created();
    var path = "/uploads/%s/rows".formatted(id);
    advance(id, storing());
    world.ask("GET", path).expect(409);
    var uploads = new Wiring(world.environment).uploads();
    for (int part = 0; part < 60; part++)
      uploads.putResult(world.tenant, id, part, new RowCounts(1, 0, 0, 0));
    advance(id, completed(new RowCounts(98, 0, 0, 2)));

    var rows = world.ask("GET", path).expect(200);

    assertThat(rows.at("/columns/2")).isEqualTo("fate");
    assertThat(rows.json().path("parts")).hasSize(50);
    assertThat(rows.at("/parts/0"))
        .contains("/fates/%s/%s/rejected-run.csv.gz".formatted(world.tenant, id));
    assertThat(rows.at("/parts/1")).contains("/fates/%s/%s/0.csv.gz".formatted(world.tenant, id));
    var rest = world.ask("GET", path + "?cursor=" + rows.at("/next")).expect(200);
    assertThat(rest.json().path("parts")).hasSize(11);
    assertThat(rest.json().has("next")).isFalse();
    world.ask("GET", path + "?cursor=9999999").expect(400);
  }

  @Test
  void tellsHowManyPartsOfAnAbandonedUploadWereNeverStored() {
    var id = created();
    advance(id, storing());
    var loaded = List.of(new RowCounts(50, 0, 0, 0));
    advance(id, UploadState.Abandoned.of(storing(), loaded, "ann", ACCEPTED_AT));

    assertThat(world.ask("GET", "/uploads/%s/rows".formatted(id)).expect(200).at("/parts_missing"))
        .isEqualTo("3");
  }

  @Test
  void tellsTheQueueThatAFileIsThereWhenAsked() throws Exception {
    var created = ask("\"size_bytes\": " + CSV.length()).expect(201);
    var path = "/uploads/%s/complete".formatted(created.at("/upload"));
    world.ask("POST", path).expect(409);
    put(created, CSV);

    world.ask("POST", path).expect(202);

    assertThat(world.received("UploadQueue"))
        .anyMatch(body -> body.contains("UploadReady") && body.contains(created.at("/upload")));
  }

  @Test
  void canBeAbandonedUntilItEnds() {
    var id = created();
    var path = "/uploads/%s/abandon".formatted(id);

    world.ask("POST", path).expect(202);
    assertThat(world.received("UploadQueue"))
        .anyMatch(body -> body.contains("UploadAbandoned") && body.contains(id.value()));

    var loaded = List.of(new RowCounts(50, 0, 0, 0));
    advance(id, storing());
    advance(id, UploadState.Abandoned.of(storing(), loaded, "ann", ACCEPTED_AT));
    var upload = world.ask("GET", "/uploads/" + id).expect(200);
    assertThat(upload.at("/state")).isEqualTo("abandoned");
    assertThat(upload.at("/note")).contains("abandoned by ann: 52 of 100 rows");
    world.ask("POST", path).expect(202);
    assertThat(world.received("UploadQueue")).noneMatch(body -> body.contains(id.value()));
  }

  @Test
  void isCompleteOnlyIfItIsOfMembers() {
    var order = "{\"kind\": \"%s\", \"file_name\": \"a.csv\", \"size_bytes\": 9, %s}";

    assertThat(
            world
                .ask("POST", "/uploads", order.formatted("activity", "\"leavers\": true"))
                .expect(422)
                .errors())
        .containsExactly(
            "leavers: is for files of members: nobody leaves by activity; leave it out");
    assertThat(
            world
                .ask("POST", "/uploads", order.formatted("members", "\"confirm_leavers\": true"))
                .expect(422)
                .errors())
        .containsExactly("confirm_leavers: confirms what leavers does; set that as well");
  }

  @Test
  void listsTheLatestFirst() {
    var first = created();
    world.at("2026-03-10T12:00:05Z");
    var second = created();

    assertThat(
            world
                .ask("GET", "/uploads")
                .expect(200)
                .json()
                .path("uploads")
                .findValuesAsText("upload"))
        .containsExactly(second.value(), first.value());
    assertThat(world.ask("GET", "/uploads?limit=1").json().path("uploads")).hasSize(1);
  }

  private Reply ask(String fields) {
    return world.ask(
        "POST",
        "/uploads",
        "{\"kind\": \"activity\", \"file_name\": \"a.csv\", %s}".formatted(fields));
  }

  private UploadId created() {
    return new UploadId(ask("\"size_bytes\": 100").expect(201).at("/upload"));
  }

  private void advance(UploadId id, UploadState next) {
    var uploads = new Wiring(world.environment).uploads();
    uploads.advance(uploads.find(world.tenant, id).orElseThrow(), next);
  }

  private static UploadState storing() {
    return new UploadState.Storing(
        ACCEPTED_AT, "run", Lane.BULK, 4, 4, 100, 2, new TreeMap<>(Map.of("bad-date", 2L)));
  }

  private static UploadState completed(RowCounts counts) {
    var rejects = counts.rejected() > 0 ? Optional.of("run") : Optional.<String>empty();
    return new UploadState.Completed(
        ACCEPTED_AT, ACCEPTED_AT, counts, new TreeMap<>(), rejects, Optional.empty());
  }

  private static int put(Reply created, String content) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(created.at("/put_url")))
            .PUT(BodyPublishers.ofString(content, UTF_8));
    created
        .json()
        .path("put_headers")
        .properties()
        .forEach(
            header -> {
              if (!header.getKey().equals("content-length"))
                request.header(header.getKey(), header.getValue().asText());
            });
    return HTTP.send(request.build(), BodyHandlers.ofString()).statusCode();
  }
}

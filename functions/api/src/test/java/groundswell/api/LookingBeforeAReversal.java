package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.files.ActivityEntry;
import groundswell.domain.files.ActivityEntry.Saying;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.http.testing.Reply;
import groundswell.platform.wiring.Wiring;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookingBeforeAReversal {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final Storing PLAN =
      new Storing(NOON, "run", Lane.BULK, 2, 2, 2, 0, new TreeMap<>());

  @TempDir private Path directory;
  private final ApiWorld world = new ApiWorld();

  @Test
  void answersPartByPart() throws IOException {
    world.ask("PUT", "/members/ann", "{\"display_name\": \"Ann\"}").expect(201);
    var id = stored("activity");
    putPart(id, 0, "ann");
    putPart(id, 1, "gone");
    var path = "/uploads/%s/revert-check".formatted(id);

    var first = world.ask("GET", path).expect(200);
    var second = world.ask("GET", path + "?cursor=" + first.at("/next")).expect(200);

    assertThat(first.json())
        .hasToString(
            "{\"part\":0,\"parts\":2,\"members\":0,\"days_emptied\":0,\"days_changed\":0,"
                + "\"days_unchanged\":1,\"months_gone\":0,\"removed\":0,\"restored\":0,"
                + "\"stayed\":0,\"next\":\"1\"}");
    assertThat(second.at("/months_gone")).isEqualTo("1");
    assertThat(second.json().has("next")).isFalse();
    assertThat(world.ask("GET", path + "?cursor=2").expect(400).at("/detail"))
        .contains("there is no part 2; the parts of the upload are 0 to 1");
    world.ask("GET", path + "?part=1").expect(400);
  }

  @Test
  void refusesWhatARevertRefuses() {
    assertThat(check(stored("members")).expect(409).at("/type")).endsWith("not-revertible");
    assertThat(check(created("activity")).expect(409).at("/type")).endsWith("nothing-stored");
    var id = stored("activity");
    world.at("2026-03-25T12:00:00Z");
    assertThat(check(id).expect(409).at("/type")).endsWith("revert-expired");
  }

  private Reply check(UploadId id) {
    return world.ask("GET", "/uploads/%s/revert-check".formatted(id));
  }

  private void putPart(UploadId id, int number, String member) throws IOException {
    var row =
        new ActivityEntry(
            new MemberId(member),
            LocalDate.of(2026, 3, 1),
            new MetricId("steps"),
            new Saying.OfSource(new SourceId("file"), Optional.of(Quantity.of(5))),
            NOON);
    var file = directory.resolve("part-" + number);
    try (var out = new DataOutputStream(Files.newOutputStream(file))) {
      new PartitionCodec.OfActivity().write(0, 2, row, out);
    }
    new Wiring(world.environment)
        .uploadObjects()
        .putPartition(world.tenant, id, PLAN.run(), number, file);
  }

  private UploadId stored(String kind) {
    var id = created(kind);
    advance(id, PLAN);
    advance(
        id,
        new Completed(
            NOON,
            NOON,
            new RowCounts(2, 0, 0, 0),
            new TreeMap<>(),
            Optional.empty(),
            Optional.of(PLAN)));
    return id;
  }

  private UploadId created(String kind) {
    var order = "{\"kind\": \"%s\", \"file_name\": \"a.csv\", \"size_bytes\": 9}".formatted(kind);
    return new UploadId(world.ask("POST", "/uploads", order).expect(201).at("/upload"));
  }

  private void advance(UploadId id, UploadState next) {
    var uploads = new Wiring(world.environment).uploads();
    uploads.advance(uploads.find(world.tenant, id).orElseThrow(), next);
  }
}

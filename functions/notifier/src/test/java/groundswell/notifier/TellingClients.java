package groundswell.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.events.Event.UploadChanged;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.ValueReading;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Remarks;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.batch.BatchHandler.Message;
import groundswell.platform.events.EventCodec;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.SnsException;

/// The client of an upload is told how it ended: by a report in the outbox, and by the topic.
class TellingClients {
  private static final UploadState COMPLETED =
      new Completed(
          TestEnvironment.NOW,
          TestEnvironment.NOW,
          new RowCounts(3, 0, 0, 0),
          new TreeMap<>(),
          Optional.empty(),
          Optional.empty());

  private final TenantId tenant = TestEnvironment.newTenant();
  private final NotifierWorld world = new NotifierWorld();
  private final Uploads uploads = new Wiring(TestEnvironment.ofTables()).uploads();

  @Test
  void putsTheReportAndTellsTheTopicWithAttributesToFilterBy() {
    var upload = in(COMPLETED);
    uploads.putRemarks(tenant, upload.id(), new Remarks(List.of("read as \"ours\""), 0));

    deliver(upload);

    assertThat(world.ends())
        .containsExactly(
            Map.of("tenant", tenant.value(), "kind", "activity", "state", "completed"));
    assertThat(world.report("outbox/%s/up/report.json".formatted(tenant)))
        .contains("\"state\":\"completed\"", "\"accepted\":3", "read as \\\"ours\\\"");
  }

  @Test
  void tellsOfAnUploadThatAsksAQuestion() {
    var upload = in(new Undecided(TestEnvironment.NOW, "v1", "no mapping fits", List.of()));

    deliver(upload);

    assertThat(world.ends()).extracting(it -> it.get("state")).containsExactly("undecided");
    assertThat(world.report("outbox/%s/up/report.json".formatted(tenant)))
        .contains("no mapping fits");
  }

  @Test
  void tellsNothingOfAQuestionThatIsAnsweredAlready() {
    var asking = in(new Undecided(TestEnvironment.NOW, "v1", "no mapping fits", List.of()));
    uploads.advance(asking, new Checking(TestEnvironment.NOW, "v1"));

    deliver(asking);

    assertThat(world.ends()).isEmpty();
  }

  /// A slower worker must not put its older report over the later one.
  @Test
  void tellsTheLaterStateIfTheUploadMovesOnMeanwhile() {
    var asking = in(new Undecided(TestEnvironment.NOW, "v1", "no mapping fits", List.of()));
    world.beforeReport(() -> uploads.advance(asking, COMPLETED));

    deliver(asking);

    assertThat(world.ends()).extracting(it -> it.get("state")).containsExactly("completed");
    assertThat(world.report("outbox/%s/up/report.json".formatted(tenant)))
        .contains("\"state\":\"completed\"");
  }

  @Test
  void tellsAgainIfTheTopicDidNotAnswer() {
    var upload = in(COMPLETED);
    world.topicFails(true);
    assertThatThrownBy(() -> deliver(upload)).isInstanceOf(SnsException.class);
    world.topicFails(false);

    deliver(upload);

    assertThat(world.ends()).hasSize(1);
  }

  private void deliver(Upload upload) {
    var change = new UploadChanged(tenant, upload.id(), upload.state().label(), true);
    world.deliver(new Message("1", EventCodec.message(change), false));
  }

  private Upload in(UploadState state) {
    var created =
        new Upload(
            tenant,
            new UploadId("up"),
            FileKind.ACTIVITY,
            ValueReading.VALUES,
            "march.csv",
            9,
            Optional.empty(),
            new UploadPolicy.Partial(),
            false,
            "ann",
            TestEnvironment.NOW,
            1,
            new Created());
    uploads.create(created);
    uploads.advance(created, state);
    return uploads.find(tenant, created.id()).orElseThrow();
  }
}

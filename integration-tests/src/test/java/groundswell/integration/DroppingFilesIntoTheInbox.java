package groundswell.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.client.Json;
import groundswell.client.UploadFilter;
import groundswell.client.UploadsApi;
import groundswell.client.model.Upload;
import groundswell.domain.ids.UploadId;
import groundswell.integration.stack.Inbox;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/// A client drops files into its folder of the bucket, and listens to the topic for their ends.
@Scenario
class DroppingFilesIntoTheInbox {
  /// Computed once, so that a run over midnight sees the same days throughout.
  @SuppressWarnings("TimeInStaticInitializer")
  private static final LocalDate YESTERDAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);

  private static final ChallengeSpec STEPS =
      ChallengeSpec.of(
          "steps",
          YESTERDAY.minusDays(5),
          YESTERDAY.plusDays(5),
          Rule.total("steps"),
          "10000",
          RewardSpec.at(50, 5));

  private static final String OURS = "member_id,date,metric,value\nann,%s,steps,7000\n";

  private final Stack stack;
  private final Tenant tenant;
  private final UploadsApi uploads;
  private final Inbox ends;

  DroppingFilesIntoTheInbox(Stack stack, Tenant tenant) {
    this.stack = stack;
    this.tenant = tenant;
    uploads = new UploadsApi(tenant.api());
    ends = subscribe("{\"tenant\":[\"%s\"]}");
  }

  @BeforeEach
  void oneMemberInAChallenge() {
    tenant.define(STEPS);
    tenant.register(MemberRow.of("ann", "steps"));
  }

  @AfterEach
  void endTheSubscription() {
    ends.close();
  }

  @Test
  void bringsAFileWhoseEventComesTwiceToTheBoardOnce() {
    var row = new FileLine.Good(ActivityRow.of("ann", YESTERDAY, "steps", "7000"));
    tenant.oracle().upload(List.<FileLine>of(row).stream(), Instant.now());

    var version = drop("activity/März 2026/steps (1).csv", OURS.formatted(YESTERDAY));
    var upload = ended();
    stack
        .aws()
        .sqs()
        .sendMessage(
            message ->
                message
                    .queueUrl(stack.queueUrl("UploadQueue"))
                    .messageBody(dropped("activity/März 2026/steps (1).csv", version)));
    stack.awaitQuiet();

    assertThat(uploads()).containsExactly(upload);
    assertThat(upload.createdBy()).isEqualTo("inbox");
    assertThat(upload.state()).isEqualTo("completed");
    tenant.settle(
        () -> assertThat(tenant.progress("ann", "steps").value()).isEqualByComparingTo("7000"));
    assertThat(report(upload.upload()).path("state").asText()).isEqualTo("completed");
  }

  @Test
  void tellsASubscriberHowItEnded() {
    try (var refusals = subscribe("{\"tenant\":[\"%s\"],\"state\":[\"refused\"]}")) {
      drop("activity/notes.pdf", "%PDF-1.7 and so on");
      drop("activity/steps.csv", OURS.formatted(YESTERDAY));
      stack.await("two ends", () -> states(ends).size() >= 2);
      stack.awaitQuiet();

      assertThat(states(ends)).contains("refused", "completed");
      assertThat(states(refusals)).containsOnly("refused");
      assertThat(ends.notifications())
          .allSatisfy(
              end -> {
                assertThat(end.attributes()).containsOnlyKeys("tenant", "kind", "state");
                assertThat(end.body().path("state").asText())
                    .isEqualTo(end.attributes().get("state"));
                assertThat(end.body().path("report_key").asText()).startsWith("outbox/");
              });
    }
  }

  @Test
  void asksAboutAFileThatFitsNoMapping() {
    drop("activity/clock.csv", "Nr,Tag,Schritte\nann,%s,5000\n".formatted(YESTERDAY));
    stack.await("a question", () -> states(ends).contains("undecided"));

    var upload = uploads().getFirst();
    assertThat(upload.state()).isEqualTo("undecided");
    assertThat(report(upload.upload()).at("/undecided/reason").asText()).contains("give a mapping");

    uploads.apply(
        upload.upload(),
        Optional.of("member_id=Nr; date=Tag; metric:steps=Schritte"),
        false,
        false);
    var row = new FileLine.Good(ActivityRow.of("ann", YESTERDAY, "steps", "5000"));
    tenant.oracle().upload(List.<FileLine>of(row).stream(), Instant.now());
    tenant.await(upload.upload());

    tenant.settle(
        () -> {
          assertThat(states(ends)).contains("completed");
          assertThat(report(upload.upload()).path("state").asText()).isEqualTo("completed");
        });
  }

  private Upload ended() {
    stack.await("the end of an upload", () -> uploads().stream().anyMatch(Upload::ended));
    return uploads().getFirst();
  }

  private List<Upload> uploads() {
    return uploads.list(UploadFilter.ALL, 100, Optional.empty()).value().uploads();
  }

  private JsonNode report(UploadId upload) {
    var key = "outbox/%s/%s/report.json".formatted(tenant.id(), upload);
    var text =
        stack
            .aws()
            .s3()
            .getObjectAsBytes(get -> get.bucket(stack.name("Bucket")).key(key))
            .asUtf8String();
    return Json.readOrMissing(text);
  }

  /// @return the version of the object
  private String drop(String place, String text) {
    return stack
        .aws()
        .s3()
        .putObject(
            put -> put.bucket(stack.name("Bucket")).key("inbox/" + tenant.id() + "/" + place),
            RequestBody.fromString(text))
        .versionId();
  }

  private String dropped(String place, String version) {
    var key = ("inbox/" + tenant.id() + "/" + place).replace(" ", "+").replace("ä", "%C3%A4");
    return """
    {"Records":[{"eventName":"ObjectCreated:Put","s3":{"object":{"key":"%s","versionId":"%s","sequencer":"1"}}}]}\
    """
        .formatted(key, version);
  }

  private Inbox subscribe(String filter) {
    return Inbox.subscribe(
        stack.aws(),
        stack.name("UploadTopic"),
        "ends-%s-%s".formatted(tenant.id(), Integer.toHexString(filter.hashCode())),
        Map.of("RawMessageDelivery", "true", "FilterPolicy", filter.formatted(tenant.id())));
  }

  private static List<String> states(Inbox inbox) {
    return inbox.notifications().stream().map(it -> it.body().path("state").asText()).toList();
  }
}

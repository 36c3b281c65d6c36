package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.UploadRequest;
import groundswell.client.UploadsApi;
import groundswell.client.model.Upload.AffectedMember;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.integration.faults.FirstCallFails;
import groundswell.integration.stack.OneJvm;
import groundswell.integration.stack.Operator;
import groundswell.integration.stack.Tenant;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.Redrive;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What an operator rarely does: repairs for messages too large for a table, boards whose rows are
/// gone, and records that Lambda set aside.
class RepairingWithEveryTool {
  private static final String STEPS = "steps";

  @TempDir private Path directory;
  private OneJvm stack;
  private Operator operator;
  private Tenant tenant;

  @BeforeEach
  void start() {
    stack =
        OneJvm.start(
            OneJvm.impatient(directory)
                .withInterceptor(new FirstCallFails("DlqReplayer", "GetItem")));
    operator = new Operator(stack);
    tenant = Tenant.fresh(stack);
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void showsRehearsesPlansAndRedrivesALargeMessage() {
    var text = "x".repeat(5_000);
    send(
        "ProgressBulkQueue",
        "{\"detail-type\":\"Nonsense\",\"detail\":{\"tenant\":\"%s\",\"text\":\"%s\"}}"
            .formatted(tenant.id(), text));
    var filter = FailureFilter.OPEN.withTenant(tenant.id());
    stack.await("the failure", () -> operator.all(filter).size() == 1);
    var failure = operator.all(filter).getFirst();

    assertThat(operator.details(failure.id()).path("body").asText()).contains(text);
    assertThat(operator.plan(filter).path("failures").asInt()).isEqualTo(1);
    assertThat(operator.rehearse(filter).path("verdicts"))
        .singleElement()
        .matches(verdict -> !verdict.path("succeeds").asBoolean());
    var redrive = operator.redrive(filter, 100);

    assertThat(redrive.state()).isEqualTo(Redrive.State.COMPLETED);
    assertThat(redrive.failedAgain()).isEqualTo(1);
    stack.await("the failure again", () -> operator.all(filter).size() == 1);
    assertThat(operator.all(filter))
        .extracting(each -> each.history().redrives())
        .containsExactly(1);
  }

  @Test
  void doesNotFailOverAMessageThatIsNoLongerKept() {
    send(
        "ProgressBulkQueue",
        "{\"detail-type\":\"Nonsense\",\"detail\":{\"tenant\":\"%s\",\"text\":\"%s\"}}"
            .formatted(tenant.id(), "x".repeat(5_000)));
    var filter = FailureFilter.OPEN.withTenant(tenant.id());
    stack.await("the failure", () -> operator.all(filter).size() == 1);
    empty("failures/bodies/");

    var failure = operator.all(filter).getFirst();
    assertThat(operator.details(failure.id()).path("body").isTextual()).isFalse();
    var redrive = operator.redrive(filter, 100);

    assertThat(redrive.state()).isEqualTo(Redrive.State.COMPLETED);
    assertThat(redrive.failedAgain()).isEqualTo(1);
  }

  @Test
  void makesABoardAgainWhoseRowsAreGone() {
    tenant.define(ChallengeSpec.of(STEPS, START, END, Rule.total("steps"), "10000"));
    tenant.register(MemberRow.of("ann", STEPS));
    tenant.enter(ActivityRow.of("ann", day(0), "steps", "700"));
    stack.awaitQuiet();
    empty("boards/");

    assertThat(tenant.api().get("/challenges/%s/board".formatted(STEPS)).status()).isEqualTo(404);
    tenant.administrator().recalculate(new ChallengeId(STEPS));

    tenant.settle();
    assertThat(tenant.board(STEPS)).hasSize(1);
  }

  @Test
  void removesABoardThatIsNoLongerPublished() {
    var superseded = "boards/%s/%s/1000000000000-0.json.gz".formatted(tenant.id(), STEPS);
    var later = superseded.replace("0-0", "1-0");
    var bucket = stack.name("Bucket");
    var s3 = stack.aws().s3();
    for (var key : List.of(superseded, later))
      s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("a board of 2001"));
    tenant.define(ChallengeSpec.of(STEPS, START, END, Rule.total("steps"), "10000"));
    tenant.register(MemberRow.of("ann", STEPS));

    tenant.settle();

    assertThat(s3.listObjectsV2(r -> r.bucket(bucket).prefix("boards/")).contents())
        .extracting(S3Object::key)
        .contains(later)
        .doesNotContain(superseded);
  }

  @Test
  void makesALedgerAgainThatIsGone() {
    tenant.define(
        ChallengeSpec.of(STEPS, START, END, Rule.total("steps"), "10000", RewardSpec.at(50, 100)));
    tenant.register(MemberRow.of("ann", STEPS));
    tenant.enter(ActivityRow.of("ann", day(0), "steps", "7000"));
    stack.awaitQuiet();
    var rewards = tenant.rewards("ann", STEPS);
    var ledger =
        Map.of(
            "PK", AttributeValue.fromS("REWARDS#%s#ann".formatted(tenant.id())),
            "SK", AttributeValue.fromS(STEPS));
    var programs = stack.name("ProgramsTable");
    var dynamoDb = stack.aws().dynamoDb();
    assertThat(dynamoDb.getItem(r -> r.tableName(programs).key(ledger)).hasItem()).isTrue();
    dynamoDb.deleteItem(r -> r.tableName(programs).key(ledger));
    stack.awaitQuiet();
    assertThat(tenant.rewards("ann", STEPS)).isNotEqualTo(rewards);

    tenant.administrator().recalculate(new ChallengeId(STEPS));

    tenant.settle();
    assertThat(tenant.rewards("ann", STEPS)).isEqualTo(rewards);
  }

  @Test
  void abandonsAnUploadWhoseFileNeverCame() throws IOException {
    var uploads = new UploadsApi(tenant.api());
    var file = Files.writeString(tenant.newFile(), "member_id,date,metric,value");
    var upload = uploads.create(UploadRequest.activity(file)).value().upload();

    uploads.abandon(upload);
    stack.awaitQuiet();

    assertThat(uploads.find(upload).value().state()).isEqualTo("abandoned");
  }

  @Test
  void showsWhoIsMissingFromAnUpload() throws IOException {
    var uploads = new UploadsApi(tenant.api());
    var file = Files.writeString(tenant.newFile(), "member_id,date,metric,value");
    var upload = uploads.create(UploadRequest.activity(file)).value().upload();
    send(
        "ProgressBulkQueue",
        """
        {"detail-type": "Nonsense",
         "detail": {"tenant": "%s", "upload": "%s", "member": "ann", "text": "%s"}}"""
            .formatted(tenant.id(), upload, "x".repeat(5_000)));
    stack.await("the failure", () -> operator.all(FailureFilter.OPEN).size() == 1);

    assertThat(uploads.find(upload).value().failed())
        .satisfies(
            failed -> {
              assertThat(failed.messages()).isEqualTo(1);
              assertThat(failed.members()).containsExactly(new AffectedMember(new MemberId("ann")));
            });
  }

  @Test
  void recordsWhatNobodyUnderstandsInTheBucketOfStreams() {
    var bucket = stack.name("StreamFailureBucket");
    stack
        .aws()
        .s3()
        .putObject(
            r -> r.bucket(bucket).key("aws/lambda/odd"),
            RequestBody.fromString("no record of Lambda"));

    stack.await("the failure", () -> operator.all(FailureFilter.OPEN).size() == 1);
    assertThat(operator.park(FailureFilter.OPEN)).isEqualTo(1);
    assertThat(operator.all(FailureFilter.OPEN.withState(Name.PARKED)))
        .extracting(failure -> failure.cause().kind())
        .containsExactly(FailureKind.UNEXPLAINED);
  }

  /// Deletes the bucket's objects below a prefix.
  private void empty(String prefix) {
    var s3 = stack.aws().s3();
    var bucket = stack.name("Bucket");
    for (var object : s3.listObjectsV2(r -> r.bucket(bucket).prefix(prefix)).contents())
      s3.deleteObject(r -> r.bucket(bucket).key(object.key()));
  }

  private void send(String queue, String body) {
    stack
        .aws()
        .sqs()
        .sendMessage(message -> message.queueUrl(stack.queueUrl(queue)).messageBody(body));
  }
}

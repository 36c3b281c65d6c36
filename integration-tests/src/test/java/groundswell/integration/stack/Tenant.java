package groundswell.integration.stack;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.ApiClient;
import groundswell.client.MembersApi;
import groundswell.client.UploadRequest;
import groundswell.client.model.ActivityCorrection;
import groundswell.client.model.ChallengeProgress;
import groundswell.client.model.EnteredActivity;
import groundswell.client.model.MemberRewards.Ledger;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.workload.ActivityCsv;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberRow;
import groundswell.workload.MembersCsv;
import groundswell.workload.client.Report;
import groundswell.workload.client.TenantApi;
import groundswell.workload.oracle.BoardLine;
import groundswell.workload.oracle.Oracle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/// A tenant in a test. Everything that it does goes to the API and to an oracle.
public final class Tenant {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /// Distinguishes tenants of this run from those of earlier runs on the same stack.
  @SuppressWarnings("TimeInStaticInitializer")
  private static final String RUN = Long.toString(Instant.now().toEpochMilli(), 36);

  private final Stack stack;
  private final TenantId id;
  private final ApiClient api;
  private final TenantApi administrator;
  private final Oracle oracle;
  private final Set<ChallengeId> challenges;

  private Tenant(Stack stack, TenantId id, Oracle oracle, Set<ChallengeId> challenges) {
    this.stack = stack;
    this.id = id;
    this.oracle = oracle;
    this.challenges = challenges;
    this.api = TenantApi.client(stack.api(), stack.token(id, "admin", "administrator"));
    this.administrator = new TenantApi(api);
  }

  /// A tenant that no other test has.
  public static Tenant fresh(Stack stack) {
    var id = new TenantId("tenant-%s-%d".formatted(RUN, COUNT.incrementAndGet()));
    return new Tenant(stack, id, new Oracle(), new TreeSet<>());
  }

  /// The same tenant, on a stack that has the previous one's data.
  public Tenant on(Stack next) {
    return new Tenant(next, id, oracle, challenges);
  }

  public TenantId id() {
    return id;
  }

  /// The API as the tenant's administrator calls it, without the oracle.
  public ApiClient api() {
    return api;
  }

  public TenantApi administrator() {
    return administrator;
  }

  public Oracle oracle() {
    return oracle;
  }

  /// The challenges that were defined.
  public Set<ChallengeId> challenges() {
    return Set.copyOf(challenges);
  }

  public void define(ChallengeSpec challenge) {
    oracle.define(challenge);
    challenges.add(challenge.id());
    administrator.define(challenge);
  }

  public void register(MemberRow member) {
    oracle.register(List.of(member));
    administrator.register(member);
  }

  public void join(String member, String challenge) {
    oracle.join(new MemberId(member), new ChallengeId(challenge));
    administrator.join(new MemberId(member), new ChallengeId(challenge));
  }

  public void leave(String member, String challenge) {
    oracle.leave(new MemberId(member), new ChallengeId(challenge));
    administrator.leave(new MemberId(member), new ChallengeId(challenge));
  }

  /// The member leaves all challenges, and keeps what is stored.
  public void remove(String member) {
    oracle.remove(new MemberId(member));
    new MembersApi(api).remove(new MemberId(member));
  }

  /// Erases all that is stored of a member.
  public void erase(String member) {
    oracle.erase(new MemberId(member));
    new MembersApi(api).erase(new MemberId(member));
  }

  /// Enters one value live.
  public EnteredActivity enter(ActivityRow row) {
    oracle.enter(row, Instant.now());
    return administrator.enter(row);
  }

  /// Takes back what a member had entered.
  public EnteredActivity withdraw(String member, LocalDate day, MetricId metric) {
    oracle.withdraw(new MemberId(member), day, metric, SourceId.MANUAL, Instant.now());
    return administrator.withdraw(new MemberId(member), day, metric);
  }

  /// Corrects a day, whatever its sources say.
  public EnteredActivity correct(String member, ActivityCorrection correction) {
    var id = new MemberId(member);
    if (correction.lift()) oracle.lift(id, correction.date(), correction.metric(), Instant.now());
    else
      oracle.correct(
          id,
          correction.date(),
          correction.metric(),
          Optional.ofNullable(correction.value()),
          Instant.now());
    return administrator.correct(id, correction);
  }

  /// Uploads members and waits for the report.
  public Report uploadMembers(List<MemberRow> members) {
    oracle.register(members);
    var file = MembersCsv.write(newFile(), members);
    return await(administrator.send(UploadRequest.members(file.path())));
  }

  /// Uploads a complete file of members: everybody else leaves.
  public Report uploadAllMembers(List<MemberRow> members) {
    oracle.replaceAll(members);
    var file = MembersCsv.write(newFile(), members);
    return await(administrator.send(UploadRequest.members(file.path()).complete(true)));
  }

  /// Uploads activity rows, and compares their report with the oracle's.
  public Report upload(ActivityRow... rows) {
    return upload(Arrays.stream(rows).<FileLine>map(FileLine.Good::new).toList());
  }

  /// Uploads lines, and compares their report with the oracle's.
  public Report upload(List<FileLine> lines) {
    var file = ActivityCsv.write(newFile(), lines.stream());
    var upload = administrator.send(UploadRequest.activity(file.path()));
    var expected = oracle.upload(lines.stream(), Instant.now());
    var report = await(upload);
    assertThat(report.rows()).isEqualTo(expected);
    assertThat(report.rejectedByCode()).isEqualTo(file.rejectedByCode());
    return report;
  }

  /// Sends lines for upload, without waiting for the result.
  public UploadId send(List<FileLine> lines) {
    var file = ActivityCsv.write(newFile(), lines.stream());
    var upload = administrator.send(UploadRequest.activity(file.path()));
    oracle.upload(lines.stream(), Instant.now());
    return upload;
  }

  /// Uploads a file without the oracle.
  public Report upload(UploadRequest upload) {
    return await(administrator.send(upload));
  }

  /// Waits until an upload has ended.
  public Report await(UploadId upload) {
    stack.await("end of upload " + upload, () -> administrator.hasEnded(upload));
    return administrator.report(upload);
  }

  public List<BoardLine> board(String challenge) {
    return administrator.board(new ChallengeId(challenge));
  }

  public ChallengeProgress progress(String member, String challenge) {
    return administrator.progress(new MemberId(member), new ChallengeId(challenge)).orElseThrow();
  }

  public Ledger rewards(String member, String challenge) {
    return administrator.rewards(new MemberId(member), new ChallengeId(challenge));
  }

  /// The notifications about this tenant's members.
  public List<Stack.Notification> notifications() {
    return stack.notifications().stream()
        .filter(message -> id.value().equals(message.attributes().get("tenant")))
        .toList();
  }

  /// The notifications about one member.
  public List<Stack.Notification> notifications(String member) {
    return notifications().stream()
        .filter(message -> member.equals(message.body().path("member").asText()))
        .toList();
  }

  /// Waits until everything is quiet, then checks everything.
  public void settle() {
    settle(() -> {});
  }

  /// The same, with a test's additional expectations.
  public void settle(Runnable expected) {
    stack.settle(
        () -> {
          new Invariants(stack, this).check();
          expected.run();
        });
  }

  /// A file that is deleted when the tests end.
  public Path newFile() {
    try {
      var file = Files.createTempFile("groundswell", ".csv");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

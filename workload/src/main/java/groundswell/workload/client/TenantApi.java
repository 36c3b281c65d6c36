package groundswell.workload.client;

import groundswell.client.ApiClient;
import groundswell.client.BoardSelection;
import groundswell.client.ChallengesApi;
import groundswell.client.Endpoint;
import groundswell.client.MembersApi;
import groundswell.client.RetryPolicy;
import groundswell.client.UploadRequest;
import groundswell.client.UploadsApi;
import groundswell.client.model.ActivityCorrection;
import groundswell.client.model.ActivityEntry;
import groundswell.client.model.Board;
import groundswell.client.model.ChallengeProgress;
import groundswell.client.model.EnteredActivity;
import groundswell.client.model.MemberRewards;
import groundswell.client.model.MemberRewards.Ledger;
import groundswell.client.model.Profile;
import groundswell.client.model.Upload;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.UploadId;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.oracle.BoardLine;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What an administrator of a tenant does.
public final class TenantApi {
  private final ChallengesApi challenges;
  private final MembersApi members;
  private final UploadsApi uploads;

  public TenantApi(ApiClient api) {
    challenges = new ChallengesApi(api);
    members = new MembersApi(api);
    uploads = new UploadsApi(api);
  }

  public static TenantApi of(URI endpoint, String token) {
    return new TenantApi(client(endpoint, token));
  }

  /// A client that retries every server error. Faults are injected into the system under test, and
  /// everything that a workload sends is idempotent.
  public static ApiClient client(URI endpoint, String token) {
    return new ApiClient(new Endpoint(endpoint, true), () -> token, RetryPolicy.onServerErrors());
  }

  public void define(ChallengeSpec challenge) {
    challenges.put(challenge.id(), challenge.definition(), OptionalLong.empty());
  }

  public void recalculate(ChallengeId challenge) {
    challenges.recalculate(challenge);
  }

  public void register(MemberRow member) {
    var profile =
        new Profile(
            member.displayName(),
            member.team().orElse(null),
            member.timeZone(),
            member.challenges());
    members.put(member.id(), profile);
  }

  public void join(MemberId member, ChallengeId challenge) {
    members.join(member, challenge);
  }

  public void leave(MemberId member, ChallengeId challenge) {
    members.leave(member, challenge);
  }

  /// Enters one value live.
  public EnteredActivity enter(ActivityRow row) {
    var entry =
        new ActivityEntry(
            row.day(),
            row.metric(),
            row.value(),
            false,
            row.recordedAt().orElse(null),
            row.source().orElse(null));
    return members.enter(row.member(), entry).value();
  }

  /// Takes back what a member had entered.
  public EnteredActivity withdraw(MemberId member, LocalDate day, MetricId metric) {
    return members.enter(member, new ActivityEntry(day, metric, null, true, null, null)).value();
  }

  /// Corrects a member's day, whatever its sources say.
  public EnteredActivity correct(MemberId member, ActivityCorrection correction) {
    return members.correct(member, correction).value();
  }

  /// Creates an upload and sends its file.
  public UploadId send(UploadRequest request) {
    var ticket = uploads.create(request).value();
    uploads.send(ticket, request.file(), _ -> {});
    return ticket.upload();
  }

  /// Whether the state of an upload is final.
  public boolean hasEnded(UploadId upload) {
    return uploads.find(upload).value().ended();
  }

  /// What storing a checked file would change; empty if it is not checked yet, or not only checked.
  public Optional<Upload.Check> check(UploadId upload) {
    return Optional.ofNullable(uploads.find(upload).value().check());
  }

  public Report report(UploadId upload) {
    return Report.of(uploads.find(upload).value());
  }

  /// The tenant's latest uploads.
  public List<Report> uploads() {
    return uploads.latest().value().stream().map(Report::of).toList();
  }

  /// The rejected rows of an upload, in a form that can be corrected and uploaded again.
  public String rejects(UploadId upload) {
    return uploads.rejectsText(upload);
  }

  /// The whole board.
  public List<BoardLine> board(ChallengeId challenge) {
    return challenges.wholeBoard(challenge).stream().map(TenantApi::line).toList();
  }

  /// How many members a challenge's board shows.
  public int shown(ChallengeId challenge) {
    return challenges.board(challenge, new BoardSelection.Top(1)).value().total();
  }

  private static BoardLine line(Board.Row row) {
    return new BoardLine(row.rank(), row.member(), plain(row.score()));
  }

  /// A member's progress in one challenge; empty if the member is not in it.
  public Optional<ChallengeProgress> progress(MemberId member, ChallengeId challenge) {
    return members.progress(member).value().challenges().stream()
        .filter(progress -> progress.challenge().equals(challenge))
        .findFirst();
  }

  /// All of a member's ledgers.
  public MemberRewards rewards(MemberId member) {
    return members.rewards(member).value();
  }

  /// A member's ledger of one challenge.
  public Ledger rewards(MemberId member, ChallengeId challenge) {
    return rewards(member).ledger(challenge);
  }

  /// Without trailing decimal zeros, and without an exponent.
  private static BigDecimal plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}

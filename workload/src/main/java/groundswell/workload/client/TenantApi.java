package groundswell.workload.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MemberSegment;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.oracle.BoardLine;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// What an administrator of a tenant does. An answer that is not one of success is a failure.
public final class TenantApi {
  private static final int PAGE_SIZE = 1_000;

  private final Api api;

  public TenantApi(Api api) {
    this.api = api;
  }

  public void define(ChallengeSpec challenge) {
    ok(api.put("/challenges/" + challenge.id(), challenge.definition()));
  }

  public void recalculate(ChallengeId challenge) {
    ok(api.post("/challenges/%s/recalculate".formatted(challenge), "{}"));
  }

  public void register(MemberRow member) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("display_name", member.displayName()).put("time_zone", member.timeZone());
    member.team().ifPresent(team -> body.put("team", team));
    var joins = body.putArray("challenges");
    member.challenges().forEach(challenge -> joins.add(challenge.value()));
    ok(api.put(path(member.id()), body.toString()));
  }

  public void join(MemberId member, ChallengeId challenge) {
    ok(api.put("%s/challenges/%s".formatted(path(member), challenge), "{}"));
  }

  public void leave(MemberId member, ChallengeId challenge) {
    ok(api.delete("%s/challenges/%s".formatted(path(member), challenge)));
  }

  /// Enters one value live.
  ///
  /// @param correction whether it overrules what was measured
  public JsonNode enter(ActivityRow row, boolean correction) {
    var body = JsonNodeFactory.instance.objectNode();
    var entry = body.putArray("entries").addObject();
    entry.put("date", row.day().toString());
    entry.put("metric", row.metric().value());
    entry.put("value", row.value());
    entry.put("correction", correction);
    row.recordedAt().ifPresent(time -> entry.put("recorded_at", time.toString()));
    row.source().ifPresent(source -> entry.put("source", source.value()));
    return ok(api.post(path(row.member()) + "/activity", body.toString()));
  }

  /// Asks for an upload and sends its file.
  ///
  /// @return its id
  public String send(UploadRequest upload) {
    var created = ok(api.post("/uploads", upload.json()));
    ok(
        api.putFile(
            URI.create(created.path("put_url").asText()),
            created.path("put_headers"),
            upload.file()));
    return created.path("upload").asText();
  }

  /// Whether nothing more will happen to an upload.
  public boolean hasEnded(String upload) {
    return upload(upload).path("ended").asBoolean();
  }

  public Report report(String upload) {
    return Report.of(upload(upload));
  }

  /// The tenant's uploads, as far as one answer holds them.
  public List<Report> uploads() {
    var reports = new ArrayList<Report>();
    for (var upload : ok(api.get("/uploads")).path("uploads")) reports.add(Report.of(upload));
    return reports;
  }

  private JsonNode upload(String upload) {
    return ok(api.get("/uploads/" + upload));
  }

  /// The rejected rows of an upload, in the form in which they can be corrected.
  public String rejects(String upload) {
    var answer = ok(api.get("/uploads/%s/rejects".formatted(upload)));
    return api.text(URI.create(answer.path("url").asText()));
  }

  /// The whole board.
  public List<BoardLine> board(ChallengeId challenge) {
    var lines = new ArrayList<BoardLine>();
    for (int page = 1; ; page++) {
      var path = "/challenges/%s/board?page=%d&size=%d".formatted(challenge, page, PAGE_SIZE);
      var answer = ok(api.get(path));
      for (var row : answer.path("rows")) lines.add(line(row));
      if (lines.size() >= answer.path("total").asInt() || answer.path("rows").isEmpty())
        return lines;
    }
  }

  /// How many members a challenge's board shows.
  public int shown(ChallengeId challenge) {
    var path = "/challenges/%s/board?page=1&size=1".formatted(challenge);
    return ok(api.get(path)).path("total").asInt();
  }

  private static BoardLine line(JsonNode row) {
    return new BoardLine(
        row.path("rank").asInt(),
        new MemberId(row.path("member").asText()),
        plain(row.path("score").decimalValue()));
  }

  /// A member's progress in one challenge; missing if it is not in it.
  public JsonNode progress(MemberId member, ChallengeId challenge) {
    return ofChallenge(ok(api.get(path(member) + "/progress")), challenge);
  }

  /// A member's ledger of one challenge; missing if there is none.
  public JsonNode rewards(MemberId member, ChallengeId challenge) {
    return ofChallenge(rewards(member), challenge);
  }

  /// All of a member's ledgers.
  public JsonNode rewards(MemberId member) {
    return ok(api.get(path(member) + "/rewards"));
  }

  /// What an answer about a member says of one challenge; missing if nothing.
  public static JsonNode ofChallenge(JsonNode answer, ChallengeId challenge) {
    for (var each : answer.path("challenges")) {
      if (each.path("challenge").asText().equals(challenge.value())) return each;
    }
    return JsonNodeFactory.instance.missingNode();
  }

  private static String path(MemberId member) {
    return "/members/" + MemberSegment.of(member);
  }

  private static JsonNode ok(Answer answer) {
    if (answer.isOk()) return answer.body();
    throw new IllegalStateException("the API answered %s".formatted(answer));
  }

  /// Without trailing zeros, and with none left out before the point.
  private static BigDecimal plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}

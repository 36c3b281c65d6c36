package groundswell.client;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.client.model.AuditEntry;
import groundswell.client.model.EditedFailure;
import groundswell.client.model.FailedMessage;
import groundswell.client.model.FailureChanges;
import groundswell.client.model.FailureGroup;
import groundswell.client.model.FailurePage;
import groundswell.client.model.Redrive;
import groundswell.client.model.RedrivePlan;
import groundswell.client.model.Rehearsal;
import groundswell.client.model.RemovedTenant;
import groundswell.domain.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What operators do: look at failures, redrive them, and park them.
public final class OperationsApi {
  private static final String REDRIVES = "/redrives";
  private static final String REHEARSALS = "/rehearsals";

  private final ApiClient api;

  public OperationsApi(ApiClient api) {
    this.api = api;
  }

  public Answer<List<FailureGroup>> groups() {
    return api.get("/failure-groups").as(GroupList.class).map(GroupList::groups);
  }

  /// @param cursor where the previous page ended
  public Answer<FailurePage> failures(FailureFilter filter, int limit, Optional<String> cursor) {
    var from = cursor.map(place -> "&cursor=" + Endpoint.encoded(place)).orElse("");
    return api.get("/failures?limit=%d%s%s".formatted(limit, filter.query(), from))
        .as(FailurePage.class);
  }

  /// One failure in full.
  public Answer<FailedMessage> failure(String failure) {
    return api.get(path(failure)).as(FailedMessage.class);
  }

  /// Parks the open failures that match, up to the limit of one request.
  public FailureChanges park(FailureFilter filter, String reason) {
    return change("park", filter, reason);
  }

  /// Reopens failures, up to the limit of one request.
  public FailureChanges restore(FailureFilter filter, String reason) {
    return change("restore", filter, reason);
  }

  private FailureChanges change(String action, FailureFilter filter, String reason) {
    var order = Json.write(new ChangeOrder(filter, reason));
    return api.post("/failures/" + action, order).as(FailureChanges.class).value();
  }

  /// Redrives the corrected message of a failure.
  public Answer<EditedFailure> edit(String failure, String body, String reason) {
    return api.post(path(failure) + "/edit", Json.write(new Edit(body, reason)))
        .as(EditedFailure.class);
  }

  public Answer<RedrivePlan> plan(RedriveOrder order) {
    return api.post(REDRIVES + "/plan", Json.write(order)).as(RedrivePlan.class);
  }

  public Answer<Redrive> start(RedriveOrder order) {
    return api.create(REDRIVES, Json.write(order)).as(Redrive.class);
  }

  /// The latest redrives.
  public Answer<List<Redrive>> redrives() {
    return api.get(REDRIVES).as(RedriveList.class).map(RedriveList::redrives);
  }

  public Answer<Redrive> redrive(String redrive) {
    return api.get("%s/%s".formatted(REDRIVES, Endpoint.encoded(redrive))).as(Redrive.class);
  }

  public Answer<Redrive> pause(String redrive, String reason) {
    return steer(redrive, "pause", reason);
  }

  public Answer<Redrive> resume(String redrive, String reason) {
    return steer(redrive, "resume", reason);
  }

  public Answer<Redrive> cancel(String redrive, String reason) {
    return steer(redrive, "cancel", reason);
  }

  private Answer<Redrive> steer(String redrive, String action, String reason) {
    var path = "%s/%s/%s".formatted(REDRIVES, Endpoint.encoded(redrive), action);
    return api.post(path, Json.write(new Reason(reason))).as(Redrive.class);
  }

  /// Starts a rehearsal: handles failures again with every write discarded.
  ///
  /// @param samples how many failures at most
  /// @return the id of the rehearsal
  public String rehearse(FailureFilter filter, int samples) {
    return api.create(REHEARSALS, Json.write(new RehearsalOrder(filter, samples)))
        .as(StartedRehearsal.class)
        .value()
        .rehearsal();
  }

  public Answer<Rehearsal> rehearsal(String id) {
    return api.get("%s/%s".formatted(REHEARSALS, id)).as(Rehearsal.class);
  }

  /// Removes a tenant with all that is stored of it. Asking again changes nothing.
  public Answer<RemovedTenant> removeTenant(TenantId tenant, String reason) {
    var order = Json.write(new TenantRemoval(reason, tenant.value()));
    return api.post(path(tenant) + "/remove", order).as(RemovedTenant.class);
  }

  public Answer<RemovedTenant> removedTenant(TenantId tenant) {
    return api.get(path(tenant)).as(RemovedTenant.class);
  }

  /// The latest entries of the audit.
  ///
  /// @param since the earliest time; the API's default if empty
  public List<Answer<AuditEntry>> audit(Optional<Instant> since, int limit) {
    var from = since.map(time -> "&since=" + Endpoint.encoded(time.toString())).orElse("");
    var lines = api.get("/audit?limit=%d%s".formatted(limit, from)).as(AuditLines.class).value();
    return Answer.each(lines.lines(), AuditEntry.class);
  }

  private static String path(TenantId tenant) {
    return "/operations/tenants/" + tenant;
  }

  private static String path(String failure) {
    return "/failures/" + Endpoint.encoded(failure);
  }

  private record GroupList(List<FailureGroup> groups) {}

  private record RedriveList(List<Redrive> redrives) {}

  private record ChangeOrder(FailureFilter filter, String reason) {}

  private record Edit(String body, String reason) {}

  private record Reason(String reason) {}

  private record TenantRemoval(String reason, String confirm) {}

  private record RehearsalOrder(FailureFilter filter, int samples) {}

  private record StartedRehearsal(String rehearsal) {}

  private record AuditLines(JsonNode lines) {}
}

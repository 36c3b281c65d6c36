package groundswell.operatorapi;

import groundswell.domain.ids.TenantId;
import groundswell.domain.tenants.TenantRemoval;
import groundswell.domain.tenants.TenantRemovals;
import groundswell.http.Answer;
import groundswell.http.HttpProblem;
import groundswell.http.Json;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.failures.AuditLog;
import groundswell.platform.json.JsonObject;
import groundswell.platform.tenants.TenantRemovalCommand;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Removes tenants for good.
final class TenantRoutes {
  private static final String TENANT = "tenant";
  private static final String CONFIRM = "confirm";

  private final TenantRemovals removals;
  private final AuditLog audit;
  private final Consumer<String> eraser;
  private final InstantSource clock;

  /// @param eraser sends a message to the eraser
  TenantRoutes(
      TenantRemovals removals, AuditLog audit, Consumer<String> eraser, InstantSource clock) {
    this.removals = removals;
    this.audit = audit;
    this.eraser = eraser;
    this.clock = clock;
  }

  void addTo(Router<OperatorAccess> router) {
    router
        .add("POST /operations/tenants/{tenant}/remove", OperatorAccess.OPERATE, this::remove)
        .add("GET /operations/tenants/{tenant}", OperatorAccess.OPERATE, this::get);
  }

  /// Marks the tenant as removed, and has all of it erased. Asking again starts the parts that are
  /// not erased yet, which does no harm. If the erasure has ended, it starts nothing.
  private Answer remove(Request request) {
    var tenant = request.id(TENANT, TenantId::new);
    var reason = request.read(body -> reason(body, tenant));
    var by = request.caller().who();
    audit.append(
        by,
        "remove-tenant",
        reason,
        FailureFilter.OPEN.withTenant(tenant),
        "ordered that all of tenant %s is erased".formatted(tenant));
    var removal = removals.put(new TenantRemoval(tenant, clock.instant(), by, Optional.empty()));
    if (!removal.isEnded()) eraser.accept(new TenantRemovalCommand(tenant).message());
    return Answer.accepted(View.of(removal));
  }

  private static String reason(JsonObject body, TenantId tenant) {
    body.allowOnly(List.of("reason", CONFIRM));
    if (!body.text(CONFIRM).equals(tenant.value()))
      throw body.error(
          CONFIRM, "must be the tenant's name, %s, because nobody can undo this".formatted(tenant));
    return AuditLog.reason(body);
  }

  private Answer get(Request request) {
    var tenant = request.id(TENANT, TenantId::new);
    return Answer.ok(
        View.of(
            removals
                .find(tenant)
                .orElseThrow(
                    () ->
                        HttpProblem.of(
                            ProblemCode.NOT_REMOVED,
                            "nobody has ordered to remove tenant %s".formatted(tenant)))));
  }

  /// @param state `removing` or `removed`
  /// @param by who ordered it
  /// @param endedAt when all was erased
  record View(String tenant, String state, String orderedAt, String by, @Nullable String endedAt) {
    static View of(TenantRemoval removal) {
      return new View(
          removal.tenant().value(),
          removal.isEnded() ? "removed" : "removing",
          Json.time(removal.orderedAt()),
          removal.by(),
          removal.endedAt().map(Json::time).orElse(null));
    }
  }
}

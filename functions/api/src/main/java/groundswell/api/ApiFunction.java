package groundswell.api;

import groundswell.domain.ids.TenantId;
import groundswell.domain.settings.TenantSettings;
import groundswell.http.Answer;
import groundswell.http.Caller;
import groundswell.http.Callers;
import groundswell.http.Creations;
import groundswell.http.HttpProblem;
import groundswell.http.Ids;
import groundswell.http.Json;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Role;
import groundswell.http.RoutedFunction;
import groundswell.http.Router;
import groundswell.operations.failures.OperationsWiring;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Lazy;
import groundswell.platform.WarmUp;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lambda's entry point for the routes of tenants.
public final class ApiFunction extends RoutedFunction {
  /// How long an instance takes a tenant for one that is not removed. What is written meanwhile is
  /// erased by the second pass, minutes later.
  private static final Duration ACTIVE_KEPT = Duration.ofSeconds(1);

  private static final int FAILURE_RETENTION_DAYS = 30;
  private static final int REJECT_RETENTION_DAYS = 30;

  /// Held here because the checkpoint's context holds it weakly.
  @SuppressWarnings("unused")
  private final WarmUp warmUp;

  public ApiFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public ApiFunction(FunctionEnvironment environment) {
    this(environment, router(environment));
  }

  private ApiFunction(FunctionEnvironment environment, Router<TenantAccess> router) {
    super(environment, router, callers(environment), Set.of());
    warmUp = WarmUp.register(() -> listNobodysChallenges(router));
  }

  /// Without a secret, nobody reads what is for the distribution.
  private static Callers callers(FunctionEnvironment environment) {
    return new CachedBoards(
        environment.variables().getOrDefault("BOARD_ORIGIN_SECRET", ""), byToken(environment));
  }

  static Router<TenantAccess> router(FunctionEnvironment environment) {
    var wiring = new OperationsWiring(environment);
    var clock = environment.clock();
    var members = wiring.members();
    var challenges = wiring.challenges();
    var months = wiring.months();
    var settings = wiring.settings();
    var standings = new Standings(challenges, wiring.progress(), months, settings, clock);
    var quotas = quotas(environment, wiring, settings);
    var router = new Router<>(guard(wiring, clock));
    new ChallengeRoutes(challenges, settings, wiring.bus(), quotas, clock).addTo(router);
    new MemberRoutes(members, challenges, settings, wiring.uploads(), clock).addTo(router);
    new MemberListRoutes(members).addTo(router);
    new PersonalDataRoutes(
            members, months, standings, wiring.ledgers(), retention(environment), clock)
        .addTo(router);
    new RevertCheckRoutes(wiring.uploads(), wiring.reversalPreview(), clock).addTo(router);
    new SettingsRoutes(settings, clock).addTo(router);
    new ActivityRoutes(members, months, settings, standings, clock).addTo(router);
    new DayRoutes(members, months, challenges, settings, clock).addTo(router);
    new BoardRoutes(challenges, wiring.boards(), wiring.uploads(), wiring.recalculations(), clock)
        .addTo(router);
    boardAccess(environment, wiring).addTo(router);
    new VisibilityRoutes(wiring.uploads(), wiring.visibility(), wiring.failures()).addTo(router);
    uploadRoutes(environment, wiring, quotas).addTo(router);
    new MappingRoutes(wiring.mappings(), clock).addTo(router);
    new ProgressRoutes(members, standings, wiring.ledgers(), clock).addTo(router);
    return router;
  }

  /// Nothing is done for a tenant that is removed. What administrators do is recorded.
  private static Router.Guard<TenantAccess> guard(OperationsWiring wiring, InstantSource clock) {
    var removals = wiring.removals();
    var administration = new Administration(wiring.auditLog());
    var active = new ShortCache<TenantId, TenantId>(ACTIVE_KEPT, clock);
    return (access, key, request) -> {
      var tenant = request.tenant();
      if (active.find(tenant).isEmpty()) {
        if (removals.isRemoved(tenant)) throw removed(tenant);
        active.keep(tenant, tenant);
      }
      administration.before(access, key, request);
    };
  }

  private static HttpProblem removed(TenantId tenant) {
    return HttpProblem.of(
        ProblemCode.TENANT_REMOVED,
        "tenant %s was removed with all that was stored of it; its name is not used again"
            .formatted(tenant));
  }

  private static Quotas quotas(
      FunctionEnvironment environment, OperationsWiring wiring, TenantSettings settings) {
    return new Quotas(
        wiring.quotas(),
        settings,
        wiring.openUploads(),
        environment.number("TENANT_RECALCULATIONS_PER_HOUR", 1, Quotas.RECALCULATIONS_PER_HOUR));
  }

  /// Boards are cached if there is a key.
  private static BoardAccessRoutes boardAccess(
      FunctionEnvironment environment, OperationsWiring wiring) {
    var keyId = environment.variables().getOrDefault("BOARD_KEY_ID", "");
    var origin =
        keyId.isEmpty()
            ? Optional.<URI>empty()
            : Optional.of(URI.create(environment.require("CONSOLE_ORIGIN")));
    var key = wiring.secret(environment.variables().getOrDefault("BOARD_SIGNING_KEY", ""));
    return new BoardAccessRoutes(
        origin, new Lazy<>(() -> SignedCookies.of(keyId, key.get())), environment.clock());
  }

  private static UploadRoutes uploadRoutes(
      FunctionEnvironment environment, OperationsWiring wiring, Quotas quotas) {
    return new UploadRoutes(
        wiring.uploads(),
        wiring.failures(),
        wiring.mappings(),
        quotas,
        wiring.uploadObjects(),
        wiring.sender(),
        environment.require("UPLOAD_QUEUE_URL"),
        environment.clock(),
        new Creations(
            wiring.idempotencyKeys(),
            new Ids(environment.clock(), environment.random()),
            environment.clock()));
  }

  /// A day until the bucket looks, and a day until the version that it deletes is gone (S3 user
  /// guide, "Expiring objects").
  private static Duration retention(FunctionEnvironment environment) {
    int failures = environment.number("FAILURE_RETENTION_DAYS", 1, FAILURE_RETENTION_DAYS);
    int rejects = environment.number("REJECT_RETENTION_DAYS", 1, REJECT_RETENTION_DAYS);
    int superseded = environment.number("SUPERSEDED_RETENTION_DAYS", 1, 1);
    return Duration.ofDays(Math.max(failures, rejects) + superseded + 1L);
  }

  private static void listNobodysChallenges(Router<TenantAccess> router) {
    var nobody = new Caller(new TenantId("nobody"), Role.VIEWER, "", Optional.empty());
    var request =
        new Request(
            nobody,
            Map.of(),
            Map.of(),
            Answer.JSON,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "");
    Json.write(router.answer("GET /challenges", request).body());
  }
}

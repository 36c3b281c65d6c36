package groundswell.operatorapi;

import groundswell.http.Creations;
import groundswell.http.Ids;
import groundswell.http.Request;
import groundswell.http.Role;
import groundswell.http.RoutedFunction;
import groundswell.http.Router;
import groundswell.operations.failures.OperationsWiring;
import groundswell.operations.metrics.PipelineFunction;
import groundswell.operations.replayer.CommandQueue;
import groundswell.platform.FunctionEnvironment;
import java.util.Set;

/// Lambda's entry point for the routes of operators.
public final class OperatorApiFunction extends RoutedFunction {
  private static final String READ = "GET ";

  /// 80 % of what an account has from the beginning, 1,000
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>).
  private static final int ACCOUNT_CONCURRENCY = 800;

  public OperatorApiFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public OperatorApiFunction(FunctionEnvironment environment) {
    // Operators work for all tenants.
    super(environment, router(environment), byToken(environment), Set.of(Role.OPERATOR));
  }

  static Router<OperatorAccess> router(FunctionEnvironment environment) {
    var wiring = new OperationsWiring(environment);
    var clock = environment.clock();
    var release = environment.release();
    var failures = wiring.failures();
    var redrives = wiring.redrives();
    var targets = wiring.targets();
    var retention = wiring.retention();
    var log = wiring.auditLog();
    var creations =
        new Creations(wiring.idempotencyKeys(), new Ids(clock, environment.random()), clock);
    var commands = new CommandQueue(wiring.sender(), environment.require("REDRIVE_QUEUE_URL"));
    var starter = new RedriveStarter(redrives, log, commands);
    var search = new FailureSearch(failures, clock);
    var planner = new RedrivePlanner(search, targets, wiring.depths(), retention, clock, release);
    var allowsEdits = environment.require("EDIT_AND_REDRIVE").equals("true");
    var parallelism = environment.parallelism();
    var router = new Router<OperatorAccess>(OperatorApiFunction::nameWhoChanges);
    new FailureRoutes(failures, redrives, targets, log, clock, retention, release, parallelism)
        .addTo(router);
    new RedriveRoutes(failures, redrives, planner, starter, log, creations).addTo(router);
    new EditRoutes(allowsEdits, failures, starter, log, clock, creations).addTo(router);
    new RehearsalRoutes(wiring.rehearsals(), log, creations, commands).addTo(router);
    new AuditRoutes(wiring.audit(), clock).addTo(router);
    addTenants(environment, wiring, router);
    addOperations(environment, wiring, router);
    return router;
  }

  private static void addTenants(
      FunctionEnvironment environment, OperationsWiring wiring, Router<OperatorAccess> router) {
    var sender = wiring.sender();
    var erasureQueueUrl = environment.require("ERASURE_QUEUE_URL");
    new TenantRoutes(
            wiring.removals(),
            wiring.auditLog(),
            message -> sender.send(erasureQueueUrl, message),
            environment.clock())
        .addTo(router);
  }

  private static void addOperations(
      FunctionEnvironment environment, OperationsWiring wiring, Router<OperatorAccess> router) {
    var targets = wiring.targets();
    var clock = environment.clock();
    var functions = PipelineFunction.parse(environment.require("FUNCTIONS"));
    var figures = new PipelineFigures(targets, functions, wiring.measurements(), clock);
    new FlowRoutes(targets, wiring.depths(), figures, clock, environment.parallelism())
        .addTo(router);
    new CapRoutes(figures, environment.number("ACCOUNT_CONCURRENCY", 1, ACCOUNT_CONCURRENCY))
        .addTo(router);
  }

  /// A caller who changes something has to be identifiable, before anything happens. The route
  /// records the outcome.
  private static void nameWhoChanges(OperatorAccess access, String key, Request request) {
    if (!key.startsWith(READ)) request.caller().who();
  }
}

package groundswell.operatorapi;

import groundswell.http.Ids;
import groundswell.http.Request;
import groundswell.http.RoutedFunction;
import groundswell.http.Router;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Redrives;
import groundswell.operations.failures.AuditLog;
import groundswell.operations.failures.OperationsWiring;
import groundswell.platform.FunctionEnvironment;

/// Lambda's entry point for the routes of operators.
public final class OperatorApiFunction extends RoutedFunction {
  private static final String READ = "GET ";

  public OperatorApiFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public OperatorApiFunction(FunctionEnvironment environment) {
    super(environment, router(environment));
  }

  static Router<OperatorAccess> router(FunctionEnvironment environment) {
    var wiring = new OperationsWiring(environment);
    var clock = environment.clock();
    var queueUrl = environment.require("REDRIVE_QUEUE_URL");
    var failures = wiring.failures();
    var redrives = wiring.redrives();
    var log = wiring.auditLog();
    var ids = new Ids(clock, environment.random());
    var starter = new RedriveStarter(redrives, log, ids, wiring.sender(), queueUrl, clock);
    var allowsEdits = environment.require("EDIT_AND_REDRIVE").equals("true");
    var router = new Router<OperatorAccess>(OperatorApiFunction::nameWhoChanges);
    failureRoutes(environment, failures, redrives, log).addTo(router);
    new RedriveRoutes(failures, redrives, planner(environment, failures), starter, log)
        .addTo(router);
    new EditRoutes(allowsEdits, failures, starter, log, clock).addTo(router);
    new RehearsalRoutes(wiring.rehearsals(), log, ids, wiring.sender(), queueUrl, clock)
        .addTo(router);
    new AuditRoutes(wiring.audit(), clock).addTo(router);
    return router;
  }

  private static FailureRoutes failureRoutes(
      FunctionEnvironment environment, Failures failures, Redrives redrives, AuditLog log) {
    var wiring = new OperationsWiring(environment);
    return new FailureRoutes(
        failures,
        redrives,
        wiring.targets(),
        log,
        environment.clock(),
        wiring.retention(),
        environment.release(),
        environment.parallelism());
  }

  private static RedrivePlanner planner(FunctionEnvironment environment, Failures failures) {
    var wiring = new OperationsWiring(environment);
    return new RedrivePlanner(
        new FailureSearch(failures, environment.clock()),
        wiring.targets(),
        wiring.depths(),
        wiring.retention(),
        environment.clock(),
        environment.release());
  }

  /// A caller who changes something has to be identifiable, before anything happens. The route
  /// records the outcome.
  private static void nameWhoChanges(OperatorAccess access, String key, Request request) {
    if (!key.startsWith(READ)) request.caller().who();
  }
}

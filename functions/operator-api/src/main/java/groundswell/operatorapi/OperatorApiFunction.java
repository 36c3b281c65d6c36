package groundswell.operatorapi;

import groundswell.http.Ids;
import groundswell.http.Request;
import groundswell.http.RoutedFunction;
import groundswell.http.Router;
import groundswell.operations.failures.OperationsWiring;
import groundswell.operations.replayer.CommandQueue;
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
    var release = environment.release();
    var failures = wiring.failures();
    var redrives = wiring.redrives();
    var targets = wiring.targets();
    var retention = wiring.retention();
    var log = wiring.auditLog();
    var ids = new Ids(clock, environment.random());
    var commands = new CommandQueue(wiring.sender(), environment.require("REDRIVE_QUEUE_URL"));
    var starter = new RedriveStarter(redrives, log, ids, commands, clock);
    var search = new FailureSearch(failures, clock);
    var planner = new RedrivePlanner(search, targets, wiring.depths(), retention, clock, release);
    var allowsEdits = environment.require("EDIT_AND_REDRIVE").equals("true");
    var parallelism = environment.parallelism();
    var router = new Router<OperatorAccess>(OperatorApiFunction::nameWhoChanges);
    new FailureRoutes(failures, redrives, targets, log, clock, retention, release, parallelism)
        .addTo(router);
    new RedriveRoutes(failures, redrives, planner, starter, log).addTo(router);
    new EditRoutes(allowsEdits, failures, starter, log, clock).addTo(router);
    new RehearsalRoutes(wiring.rehearsals(), log, ids, commands, clock).addTo(router);
    new AuditRoutes(wiring.audit(), clock).addTo(router);
    var erasureQueueUrl = environment.require("ERASURE_QUEUE_URL");
    new TenantRoutes(
            wiring.removals(),
            log,
            message -> wiring.sender().send(erasureQueueUrl, message),
            clock)
        .addTo(router);
    new FlowRoutes(targets, wiring.depths(), clock, parallelism).addTo(router);
    return router;
  }

  /// A caller who changes something has to be identifiable, before anything happens. The route
  /// records the outcome.
  private static void nameWhoChanges(OperatorAccess access, String key, Request request) {
    if (!key.startsWith(READ)) request.caller().who();
  }
}

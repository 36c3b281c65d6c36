package groundswell.operatorapi;

import groundswell.http.Ids;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.operations.failures.AuditLog;
import groundswell.operations.failures.DynamoDbAudit;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.operations.failures.DynamoDbRedrives;
import groundswell.operations.failures.DynamoDbRehearsals;
import groundswell.operations.failures.FailureRetention;
import groundswell.operations.failures.QueueDepths;
import groundswell.operations.failures.RedriveTargets;
import groundswell.platform.FunctionEnvironment;

/// The routes of operators over the stores of the function's environment.
final class Routes {
  private static final String READ = "GET ";

  private Routes() {}

  static Router<OperatorAccess> of(FunctionEnvironment environment) {
    var clock = environment.clock();
    var failures = new DynamoDbFailures(environment);
    var redrives = new DynamoDbRedrives(environment);
    var audit = new DynamoDbAudit(environment);
    var log = new AuditLog(environment, audit);
    var ids = new Ids(clock, environment.random());
    var starter = new RedriveStarter(environment, redrives, log, ids);
    var planner =
        new RedrivePlanner(
            new FailureSearch(failures, clock),
            new RedriveTargets(environment),
            new QueueDepths(environment),
            FailureRetention.of(environment),
            clock,
            environment.release());
    var router = new Router<OperatorAccess>(Routes::nameWhoChanges);
    new FailureRoutes(environment, failures, redrives, log).addTo(router);
    new RedriveRoutes(failures, redrives, planner, starter, log).addTo(router);
    new EditRoutes(environment, failures, starter, log).addTo(router);
    new RehearsalRoutes(environment, new DynamoDbRehearsals(environment), log, ids).addTo(router);
    new AuditRoutes(audit, clock).addTo(router);
    return router;
  }

  /// A caller who changes something has to be identifiable, before anything happens. The route
  /// records the outcome.
  private static void nameWhoChanges(OperatorAccess access, String key, Request request) {
    if (!key.startsWith(READ)) request.caller().who();
  }
}

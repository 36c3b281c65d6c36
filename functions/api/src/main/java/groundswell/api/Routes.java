package groundswell.api;

import groundswell.operations.domain.Audit;
import groundswell.operations.domain.Failures;
import groundswell.operations.failures.DynamoDbAudit;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.operations.failures.DynamoDbRedrives;
import groundswell.operations.failures.DynamoDbShadows;
import groundswell.operations.failures.FailureRetention;
import groundswell.operations.failures.QueueDepths;
import groundswell.operations.failures.RedriveTargets;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.boards.S3Boards;
import groundswell.platform.events.EventBridgeBus;
import groundswell.platform.tables.DynamoDbActivityMonths;
import groundswell.platform.tables.DynamoDbChallenges;
import groundswell.platform.tables.DynamoDbLedgers;
import groundswell.platform.tables.DynamoDbMembers;
import groundswell.platform.tables.DynamoDbProgressItems;
import groundswell.platform.tables.DynamoDbTenantEntryRules;
import groundswell.platform.uploads.DynamoDbUploads;

/// All routes over the stores of the function's environment.
final class Routes {
  private Routes() {}

  static Router of(FunctionEnvironment environment) {
    var clock = environment.clock();
    var members = new DynamoDbMembers(environment);
    var challenges = new DynamoDbChallenges(environment);
    var months = new DynamoDbActivityMonths(environment);
    var rules = new DynamoDbTenantEntryRules(environment);
    var standings =
        new Standings(challenges, new DynamoDbProgressItems(environment), months, clock);
    var ledgers = new DynamoDbLedgers(environment);

    var failures = new DynamoDbFailures(environment);

    var audit = new DynamoDbAudit(environment);
    var log = new AuditLog(environment, audit);
    var quotas = new Quotas(environment);
    var router = new Router(log);
    new ChallengeRoutes(challenges, new EventBridgeBus(environment), quotas, clock).addTo(router);
    new MemberRoutes(members, challenges, clock).addTo(router);
    new EntryRulesRoutes(rules, clock).addTo(router);
    new ActivityRoutes(members, months, rules, standings, clock).addTo(router);
    new BoardRoutes(challenges, new S3Boards(environment)).addTo(router);
    new UploadRoutes(environment, new DynamoDbUploads(environment), failures, quotas).addTo(router);
    new ProgressRoutes(members, standings, ledgers, clock).addTo(router);
    addOperations(router, environment, failures, audit, log);
    return router;
  }

  private static void addOperations(
      Router router,
      FunctionEnvironment environment,
      Failures failures,
      Audit audit,
      AuditLog log) {
    var clock = environment.clock();
    var redrives = new DynamoDbRedrives(environment);
    var starter = new RedriveStarter(environment, redrives, log);
    var planner =
        new RedrivePlanner(
            new FailureSearch(failures, clock),
            new RedriveTargets(environment),
            new QueueDepths(environment),
            FailureRetention.of(environment),
            clock,
            environment.release());
    new FailureRoutes(environment, failures, redrives, log).addTo(router);
    new RedriveRoutes(failures, redrives, planner, starter, log).addTo(router);
    new EditRoutes(environment, failures, starter, log).addTo(router);
    new ShadowRoutes(environment, new DynamoDbShadows(environment), log).addTo(router);
    new AuditRoutes(audit, clock).addTo(router);
  }
}

package groundswell.api;

import groundswell.http.Router;
import groundswell.operations.failures.AuditLog;
import groundswell.operations.failures.DynamoDbAudit;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.boards.S3Boards;
import groundswell.platform.events.EventBridgeBus;
import groundswell.platform.tables.DynamoDbActivityMonths;
import groundswell.platform.tables.DynamoDbChallenges;
import groundswell.platform.tables.DynamoDbLedgers;
import groundswell.platform.tables.DynamoDbMembers;
import groundswell.platform.tables.DynamoDbProgressItems;
import groundswell.platform.tables.DynamoDbTenantEntryRules;
import groundswell.platform.tables.DynamoDbTenantMappings;
import groundswell.platform.uploads.DynamoDbUploads;

/// The routes of tenants over the stores of the function's environment.
final class Routes {
  private Routes() {}

  static Router<TenantAccess> of(FunctionEnvironment environment) {
    var clock = environment.clock();
    var members = new DynamoDbMembers(environment);
    var challenges = new DynamoDbChallenges(environment);
    var months = new DynamoDbActivityMonths(environment);
    var rules = new DynamoDbTenantEntryRules(environment);
    var standings =
        new Standings(challenges, new DynamoDbProgressItems(environment), months, clock);
    var ledgers = new DynamoDbLedgers(environment);
    var audit = new AuditLog(environment, new DynamoDbAudit(environment));
    var mappings = new DynamoDbTenantMappings(environment);
    var quotas = new Quotas(environment);
    var router = new Router<TenantAccess>(new Administration(audit)::before);
    new ChallengeRoutes(challenges, rules, new EventBridgeBus(environment), quotas, clock)
        .addTo(router);
    new MemberRoutes(members, challenges, clock).addTo(router);
    new EntryRulesRoutes(rules, clock).addTo(router);
    new ActivityRoutes(members, months, rules, standings, clock).addTo(router);
    new BoardRoutes(challenges, new S3Boards(environment)).addTo(router);
    new UploadRoutes(
            environment,
            new DynamoDbUploads(environment),
            new DynamoDbFailures(environment),
            mappings,
            quotas)
        .addTo(router);
    new MappingRoutes(mappings, clock).addTo(router);
    new ProgressRoutes(members, standings, ledgers, clock).addTo(router);
    return router;
  }
}

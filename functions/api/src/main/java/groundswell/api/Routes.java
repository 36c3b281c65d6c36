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
import groundswell.platform.tables.DynamoDbTenantSettings;
import groundswell.platform.uploads.DynamoDbUploads;

/// The routes of tenants over the stores of the function's environment.
final class Routes {
  private Routes() {}

  static Router<TenantAccess> of(FunctionEnvironment environment) {
    var clock = environment.clock();
    var members = new DynamoDbMembers(environment);
    var challenges = new DynamoDbChallenges(environment);
    var months = new DynamoDbActivityMonths(environment);
    var settings = new DynamoDbTenantSettings(environment);
    var standings =
        new Standings(
            challenges, new DynamoDbProgressItems(environment), months, settings, clock);
    var ledgers = new DynamoDbLedgers(environment);
    var audit = new AuditLog(environment, new DynamoDbAudit(environment));
    var quotas = new Quotas(environment, settings);
    var router = new Router<TenantAccess>(new Administration(audit)::before);
    new ChallengeRoutes(challenges, settings, new EventBridgeBus(environment), quotas, clock)
        .addTo(router);
    new MemberRoutes(members, challenges, settings, clock).addTo(router);
    new SettingsRoutes(settings, clock).addTo(router);
    new ActivityRoutes(members, months, settings, standings, clock).addTo(router);
    new DayRoutes(members, months, challenges, settings, clock).addTo(router);
    new BoardRoutes(challenges, new S3Boards(environment)).addTo(router);
    new UploadRoutes(
            environment,
            new DynamoDbUploads(environment),
            new DynamoDbFailures(environment),
            quotas)
        .addTo(router);
    new ProgressRoutes(members, standings, ledgers, clock).addTo(router);
    return router;
  }
}

package groundswell.api;

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

    var router = new Router();
    new ChallengeRoutes(challenges, new EventBridgeBus(environment), clock).addTo(router);
    new MemberRoutes(members, challenges, clock).addTo(router);
    new EntryRulesRoutes(rules).addTo(router);
    new ActivityRoutes(members, months, rules, standings, clock).addTo(router);
    new BoardRoutes(challenges, new S3Boards(environment)).addTo(router);
    new UploadRoutes(environment, new DynamoDbUploads(environment)).addTo(router);
    new ProgressRoutes(members, standings, ledgers, clock).addTo(router);
    return router;
  }
}

package groundswell.api;

import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt.Outrun;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.Versions;
import groundswell.domain.activity.TenantEntryRules;
import groundswell.domain.activity.TenantEntryRules.Stored;
import groundswell.http.Answer;
import groundswell.http.EntityTag;
import groundswell.http.Json;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.platform.json.EntryRulesCodec;
import java.time.InstantSource;

/// The tenant's metrics, and how far back a day may lie.
final class EntryRulesRoutes {
  private final TenantEntryRules rules;
  private final InstantSource clock;

  EntryRulesRoutes(TenantEntryRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  void addTo(Router<TenantAccess> router) {
    router
        .add("GET /entry-rules", TenantAccess.SHARED, this::get)
        .add("PUT /entry-rules", TenantAccess.MANAGE, this::put);
  }

  private Answer get(Request request) {
    return answer(rules.find(request.tenant()));
  }

  /// The same rules again change nothing. With `If-Match`, the write is refused if somebody else
  /// changed the rules meanwhile.
  private Answer put(Request request) {
    var wanted = request.read(EntryRulesCodec::decode);
    return Optimistic.settle(
        "the entry rules of " + request.tenant(),
        rules.find(request.tenant()),
        stored -> {
          var isMade = stored.version() != Versions.NONE && stored.rules().equals(wanted);
          EntityTag.check(request.ifMatch(), stored.version(), isMade);
          if (isMade) return new Settled<>(answer(stored));
          var next = stored.next(wanted, clock.instant());
          return rules.saveIf(request.tenant(), next, stored.version())
              ? new Settled<>(answer(next))
              : new Outrun<>(rules.find(request.tenant()));
        });
  }

  private static Answer answer(Stored stored) {
    return Answer.ok(Json.readJson(EntryRulesCodec.encode(stored.rules()))).at(stored.version());
  }
}

package groundswell.api;

import groundswell.domain.activity.TenantEntryRules;
import groundswell.platform.json.EntryRulesCodec;

/// The tenant's metrics, and how far back a day may lie.
final class EntryRulesRoutes {
  private final TenantEntryRules rules;

  EntryRulesRoutes(TenantEntryRules rules) {
    this.rules = rules;
  }

  void addTo(Router router) {
    router
        .add("GET /entry-rules", Access.SHARED, this::get)
        .add("PUT /entry-rules", Access.MANAGE, this::put);
  }

  private Answer get(Request request) {
    return Answer.ok(Json.readJson(EntryRulesCodec.encode(rules.of(request.tenant()))));
  }

  private Answer put(Request request) {
    var next = request.read(EntryRulesCodec::decode);
    rules.save(request.tenant(), next);
    return get(request);
  }
}

package groundswell.api;

import groundswell.domain.Lane;
import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.ActivityMonth.Outcome;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.Statements;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.files.EntryChecks;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.settings.Settings;
import groundswell.domain.settings.TenantSettings;
import groundswell.http.Answer;
import groundswell.http.HttpProblem;
import groundswell.http.Json;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Role;
import groundswell.http.Router;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// Activity that a member or a device enters, and what administrators correct. It is stored at once
/// and then takes the same path as all activity. The answer already shows the progress it makes.
final class ActivityRoutes {
  private static final String TOTALS =
      "a value is the total of its day and source; a later one replaces it";

  private final Members members;
  private final ActivityMonths months;
  private final TenantSettings settings;
  private final Standings standings;
  private final InstantSource clock;

  ActivityRoutes(
      Members members,
      ActivityMonths months,
      TenantSettings settings,
      Standings standings,
      InstantSource clock) {
    this.members = members;
    this.months = months;
    this.settings = settings;
    this.standings = standings;
    this.clock = clock;
  }

  void addTo(Router<TenantAccess> router) {
    router
        .add("POST /members/{member}/activity", TenantAccess.WRITE_MEMBER, this::enter)
        .add("POST /members/{member}/corrections", TenantAccess.MANAGE, this::correct);
  }

  private Answer enter(Request request) {
    var rules = settings.find(request.tenant()).settings();
    if (request.caller().role() == Role.MEMBER && !rules.ownEntries()) {
      throw HttpProblem.of(
          ProblemCode.OWN_ENTRIES_OFF,
          "members of this tenant do not enter activity themselves; it comes from files and"
              + " devices");
    }
    return take(request, rules, EntryReader::entries);
  }

  private Answer correct(Request request) {
    return take(request, settings.find(request.tenant()).settings(), EntryReader::corrections);
  }

  private Answer take(
      Request request,
      Settings rules,
      BiFunction<EntryReader, Request, List<CheckedStatement>> read) {
    var member = Lookup.registered(members, request);
    var now = clock.instant();
    var checks = new EntryChecks(rules.entries(), now);
    var zone = member.profile().zoneOr(rules.zone());
    var told = read.apply(new EntryReader(checks, member.id(), zone), request);
    var said = byMonth(told);
    var before = merge(request.tenant(), said, rules.sources(), now);
    return Answer.ok(
        new Entered(
            member.id().value(),
            Json.time(now),
            TOTALS,
            views(told, said, before, rules.sources()),
            progress(request.tenant(), member, said)));
  }

  private List<ProgressView> progress(
      TenantId tenant, Member member, Map<MonthKey, Statements> said) {
    var metrics = said.keySet().stream().map(MonthKey::metric).collect(Collectors.toSet());
    return standings.afterEntriesOf(metrics, tenant, member);
  }

  private static Map<MonthKey, Statements> byMonth(List<CheckedStatement> told) {
    var months = new HashMap<MonthKey, Statements>();
    for (var each : told) each.addTo(months.computeIfAbsent(each.month(), _ -> new Statements()));
    return months;
  }

  /// @return each month as it was before
  private Map<MonthKey, ActivityMonth> merge(
      TenantId tenant, Map<MonthKey, Statements> said, SourcePolicy policy, Instant now) {
    var stored = months.read(tenant, said.keySet(), Consistency.STRONG);
    var before = new HashMap<MonthKey, ActivityMonth>();
    said.forEach(
        (key, offered) -> {
          var read = stored.getOrDefault(key, StoredMonth.NONE);
          before.put(key, merge(tenant, key, read, offered, policy, now).month());
        });
    return before;
  }

  /// Merges into what is stored, and retries whenever another writer was faster.
  private StoredMonth merge(
      TenantId tenant,
      MonthKey key,
      StoredMonth read,
      Statements offered,
      SourcePolicy policy,
      Instant now) {
    return Optimistic.settle(
        "activity of %s in %s".formatted(key.metric(), key.month()),
        read,
        stored ->
            switch (stored.merge(offered, Lane.LIVE, Optional.empty(), policy, now)) {
              case StoredMonth.Merge.Unchanged _ -> new Settled<>(stored);
              case StoredMonth.Merge.Changed(var next, _, _) ->
                  Attempt.written(stored, months.saveIf(tenant, key, next, stored.version()));
            });
  }

  private static List<StatementView> views(
      List<CheckedStatement> told,
      Map<MonthKey, Statements> said,
      Map<MonthKey, ActivityMonth> before,
      SourcePolicy policy) {
    return told.stream()
        .map(
            each -> {
              var offered = said.getOrDefault(each.month(), new Statements());
              var held = before.getOrDefault(each.month(), ActivityMonth.EMPTY);
              var merged = held.merge(ActivityMonth.of(offered));
              var outcome =
                  each.standsIn(offered) ? each.outcomeIn(held, merged) : Outcome.SUPERSEDED;
              return StatementView.of(each, outcome, merged, policy);
            })
        .toList();
  }

  /// @param note what a value means
  /// @param progress in the challenges that count one of the metrics
  record Entered(
      String member,
      String asOf,
      String note,
      List<StatementView> entries,
      List<ProgressView> progress) {}
}

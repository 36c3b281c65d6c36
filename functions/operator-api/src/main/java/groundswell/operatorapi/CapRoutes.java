package groundswell.operatorapi;

import groundswell.http.Answer;
import groundswell.http.Json;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.operations.failures.RedriveTargets.RedriveTarget;
import groundswell.operations.metrics.Metric;
import groundswell.operations.metrics.PipelineFunction;
import groundswell.operations.metrics.Series;
import groundswell.operatorapi.PipelineFigures.Figures;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shows how many invocations may run at once, and how many did.
final class CapRoutes {
  private final PipelineFigures figures;
  private final int accountAlarm;

  /// @param accountAlarm from how many invocations at once the account's alarm fires
  CapRoutes(PipelineFigures figures, int accountAlarm) {
    this.figures = figures;
    this.accountAlarm = accountAlarm;
  }

  void addTo(Router<OperatorAccess> router) {
    router.add("GET /operations/caps", OperatorAccess.OPERATE, this::show);
  }

  private Answer show(Request request) {
    request.checkQuery(Set.of());
    var now = figures.now();
    var account =
        new AccountCap(
            accountAlarm, now.greatest(Metric.ACCOUNT_CONCURRENCY, Series.OF_THE_ACCOUNT.of()));
    var functions =
        figures.functions().stream()
            .filter(function -> !figures.readsAStream(function))
            .map(function -> FunctionCap.of(function, figures.mappingsOf(function), now))
            .toList();
    return Answer.ok(
        new Caps(
            Json.time(now.askedAt()),
            now.measuredAt().map(Json::time).orElse(null),
            PipelineFigures.MINUTES,
            account,
            functions));
  }

  /// @param measuredAt null if there are no figures
  /// @param minutes the time that peaks and throttles are of
  record Caps(
      String asOf,
      @Nullable String measuredAt,
      int minutes,
      AccountCap account,
      List<FunctionCap> functions) {}

  /// @param alarmAt from how many invocations at once the account's alarm fires
  /// @param peak the most that ran at once, of all functions of the account
  record AccountCap(int alarmAt, @Nullable Long peak) {}

  /// @param cap the most invocations at once
  /// @param peak the most that ran at once
  /// @param throttles invocations that could not start
  /// @param mappings the queues that the cap is divided among
  record FunctionCap(
      String function,
      int cap,
      @Nullable Long peak,
      @Nullable Long throttles,
      List<MappingCap> mappings) {
    static FunctionCap of(PipelineFunction function, List<RedriveTarget> mappings, Figures now) {
      return new FunctionCap(
          function.service(),
          function.reserved().orElse(mappings.stream().mapToInt(RedriveTarget::cap).sum()),
          now.greatest(Metric.CONCURRENCY, function.name()),
          now.sum(Metric.THROTTLES, function.name()),
          mappings.stream().map(target -> new MappingCap(target.queue(), target.cap())).toList());
    }
  }

  record MappingCap(String queue, int cap) {}
}

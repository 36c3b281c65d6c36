package groundswell.integration.stack;

import java.util.Map;

/// The template's parameters where its defaults would make tests wait.
final class ShortWaits {
  static final Map<String, String> PARAMETERS =
      Map.of(
          "Pace", "impatient",
          // a run that a test kills holds its place for as long as Lambda would have let it run
          "TenantFilesAtOnce", "1000",
          "TenantRequestsPerSecond", "10000",
          "ErasurePauseSeconds", "2",
          "RecountSeconds", "0",
          "RetryBackoffSeconds", "0");

  private ShortWaits() {}
}

package groundswell.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import groundswell.integration.stack.OneJvm;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// Each statement of the roles was the only one to allow some call of the scenarios. Runs after all
/// other classes, because it looks at their calls.
@Order(Integer.MAX_VALUE)
class NeedingEveryPermission {
  /// The shared stack, and one at least of each of the eight classes that start their own.
  private static final int CLOUDS_OF_A_WHOLE_RUN = 9;

  /// Set by the build when it runs the whole suite. Then there is no reason to skip this.
  private static final boolean WHOLE_RUN = Boolean.getBoolean("groundswell.wholeRun");

  @Test
  void hasNoStatementThatNoCallNeeded() {
    assumeTrue(
        WHOLE_RUN || OneJvm.started() >= CLOUDS_OF_A_WHOLE_RUN,
        "needs a run of all scenarios: a few alone do not make every call");

    assertThat(OneJvm.started()).isGreaterThanOrEqualTo(CLOUDS_OF_A_WHOLE_RUN);
    assertThat(OneJvm.unneededStatements()).isEmpty();
  }
}

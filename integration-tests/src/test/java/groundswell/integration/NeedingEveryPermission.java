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
  /// The shared stack, and those of the classes that start their own.
  private static final int CLOUDS_OF_A_WHOLE_RUN = 4;

  @Test
  void hasNoStatementThatNoCallNeeded() {
    assumeTrue(
        OneJvm.started() >= CLOUDS_OF_A_WHOLE_RUN,
        "needs a run of all scenarios: a few alone do not make every call");

    assertThat(OneJvm.unneededStatements()).isEmpty();
  }
}

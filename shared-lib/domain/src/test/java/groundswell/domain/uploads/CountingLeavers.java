package groundswell.domain.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountingLeavers {
  @ParameterizedTest
  @CsvSource({
    "0, 0, false",
    "1, 0, false",
    "1, 1, true",
    "9, 1, true",
    "10, 1, false",
    "1000, 100, false",
    "1000, 101, true",
    "0, 1, true"
  })
  void areManyAboveTenPercent(long registered, long leaving, boolean many) {
    var leavers = new Leavers(registered, leaving, List.of());

    assertThat(leavers.areMany()).isEqualTo(many);
    assertThat(LeaverPolicy.FEW_LEAVE.takes(leavers)).isEqualTo(!many);
    assertThat(LeaverPolicy.ALL_LEAVE.takes(leavers)).isTrue();
  }
}

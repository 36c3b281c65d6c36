package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.domain.scoring.MonthPartial;
import groundswell.domain.scoring.VersionedPartial;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OrderingPackedPartials {
  /// DynamoDB compares bytes as unsigned.
  @Test
  void isThatOfTheirVersionsWhateverTheirSign() {
    qt().forAll(longs().all(), longs().all())
        .checkAssert(
            (a, b) -> {
              var one = PackedPartial.pack(new VersionedPartial(a, new MonthPartial(1, 2, 3)));

              assertThat(Arrays.compareUnsigned(one, PackedPartial.floor(b)) < 0).isEqualTo(a < b);
              assertThat(PackedPartial.unpack(ByteBuffer.wrap(one)).valueVersion()).isEqualTo(a);
            });
  }
}

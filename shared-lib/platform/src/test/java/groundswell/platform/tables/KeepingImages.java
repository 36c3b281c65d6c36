package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.Images;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Origin;
import groundswell.domain.activity.Registers;
import groundswell.domain.activity.Statements;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepingImages {
  private static final Instant NOON = Instant.parse("2026-03-20T12:00:00Z");
  private static final MonthKey MARCH = month("2026-03");
  private static final MonthKey DECEMBER = month("2025-12");

  @Test
  void givesBackTheMonthsThatAreWanted() {
    var march = registers(Optional.of(Origin.of(new UploadId("upload-1"), NOON)));
    var december = registers(Optional.empty());
    var file = ImageFile.write(new Images(Map.of(MARCH, march, DECEMBER, december)));

    assertThat(ImageFile.read(file, _ -> true).months())
        .containsExactlyInAnyOrderEntriesOf(Map.of(MARCH, march, DECEMBER, december));
    assertThat(ImageFile.read(file, DECEMBER::equals).months())
        .containsExactly(Map.entry(DECEMBER, december));
    assertThat(ImageFile.read(ImageFile.write(Images.NONE), _ -> true)).isEqualTo(Images.NONE);
  }

  private static MonthKey month(String month) {
    return new MonthKey(new MemberId("Zo\u00eb"), new MetricId("steps"), YearMonth.parse(month));
  }

  private static Registers registers(Optional<Origin> origin) {
    var said =
        Statements.of(new EntryKey(3, SourceId.FILE), DayEntry.of(NOON, Quantity.of(7)))
            .add(4, new Correction(NOON, Ruling.BLANK));
    return Registers.of(said, origin);
  }
}

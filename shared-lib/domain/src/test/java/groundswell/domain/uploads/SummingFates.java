package groundswell.domain.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.files.MemberEntry;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Profile;
import groundswell.domain.uploads.RowFate.Result;
import groundswell.domain.uploads.RowFate.Warning;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SummingFates {
  private static final MemberEntry ANN =
      new MemberEntry(new MemberId("ann"), Profile.ERASED, List.of());

  @Test
  void countsEachWarningOfARow() throws IOException {
    var both = Set.of(Warning.NOT_KEPT, Warning.NOT_COUNTING);
    var out = new StringWriter();
    var written = new FatesFile();
    written.write(RowFate.of(2, Result.UNCHANGED, both, Optional.of("why"), ANN), out);
    written.write(RowFate.of(3, Result.ACCEPTED, Set.of(), Optional.empty(), ANN), out);
    written.write(RowFate.supersededBy(3, 4, ANN), out);

    assertThat(out.toString().split("\r\n", -1))
        .containsExactly(
            "2,1,unchanged,not-counting not-kept,,why,ann,,,,",
            "3,1,accepted,,,,ann,,,,",
            "4,1,superseded,,3,line 3 counts instead,ann,,,,",
            "");
    assertThat(written.counts()).isEqualTo(new RowCounts(1, 1, 1, 0, 1, 0, 1));
  }

  @Test
  void readsTheCountsThatWereWritten() throws IOException {
    var out = new StringWriter();
    var written = new FatesFile();
    for (var warning : Warning.values())
      written.write(
          RowFate.of(2, Result.SUPERSEDED, Set.of(warning), Optional.of("a, \"b\""), ANN), out);
    var read = new FatesFile();

    read.read(new BufferedReader(new StringReader(out.toString())));

    assertThat(read.counts()).isEqualTo(written.counts());
    assertThat(read.counts()).isEqualTo(new RowCounts(0, 0, 4, 0, 2, 1, 1));
  }
}

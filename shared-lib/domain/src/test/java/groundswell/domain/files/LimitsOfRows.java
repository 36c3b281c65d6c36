package groundswell.domain.files;

import static groundswell.domain.files.ReadFile.HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.members.Member;
import java.io.InputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsOfRows {
  private static final String GOOD = "ann,2026-03-19,steps,1,,\n";

  @Test
  void rejectsAFieldLongerThanTheLimit() {
    var longest = "x".repeat(RowCheck.FIELD_BYTES_MAX);

    var read =
        ReadFile.activity(
            HEADER + longest + ",2026-03-19,steps,1,,\nx" + longest + ",2026-03-19,steps,1,,\n");

    assertThat(read.errors()).containsExactly(RowError.BAD_MEMBER_ID, RowError.OVER_LONG_FIELD);
  }

  @Test
  void rejectsALineLongerThanTheLimitAndGoesOn() {
    for (int more : new int[] {1, 3_000, 300_000, 3_000_000}) {
      var line = "x".repeat(CsvReader.LINE_BYTES_MAX + more);

      var read = ReadFile.activity(HEADER + GOOD + line + "\n" + GOOD);

      assertThat(read.errors()).containsExactly(RowError.OVER_LONG_LINE);
      assertThat(read.entries()).hasSize(2);
      assertThat(read.rejects())
          .contains("\n" + line.substring(0, CsvReader.LINE_BYTES_MAX) + ",3,over-long-line,");
    }
  }

  @Test
  void splitsALineOfTheLongestLength() {
    var line = "x".repeat(CsvReader.LINE_BYTES_MAX);

    var read = ReadFile.activity(HEADER + line + "\r\n" + GOOD + line);

    assertThat(read.errors())
        .containsExactly(RowError.WRONG_FIELD_COUNT, RowError.WRONG_FIELD_COUNT);
    assertThat(read.entries()).hasSize(1);
  }

  @Test
  void refusesAFileWithMoreRowsThanTheLimit() throws Exception {
    var reader =
        UploadReader.activity(
            new Endless(HEADER, GOOD),
            ReadPlan.first(Containers.NONE),
            FileReading.OURS,
            ReadFile.CHECKS);
    var rows = new int[1];

    assertThatThrownBy(() -> reader.forEach((_, _) -> rows[0]++))
        .isInstanceOf(FileRefused.class)
        .hasMessageContaining("more than 10,000,000 rows");
    assertThat(rows[0]).isEqualTo(UploadReader.ROWS_MAX);
  }

  @Test
  void rejectsMoreChallengesThanTheLimit() {
    var challenges =
        IntStream.rangeClosed(0, Member.ENROLMENTS_MAX)
            .mapToObj(i -> "c" + i)
            .toArray(String[]::new);

    var read =
        ReadFile.members(
            "member_id,display_name,team,time_zone,challenges\nann,Ann,,UTC,"
                + String.join("|", challenges)
                + "\n",
            challenges);

    assertThat(read.errors()).containsExactly(RowError.TOO_MANY_CHALLENGES);
  }

  @Test
  void keepsMessagesShort() {
    var read = ReadFile.activity(HEADER + "ann,2026-03-19," + "y".repeat(4_000) + ",1,,\n");

    var known =
        ReadFile.RULES.metrics().keySet().stream()
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    assertThat(read.rejections().getFirst().message()).hasSizeLessThan(known.length() + 120);
  }

  /// A beginning, followed by the same line forever.
  private static final class Endless extends InputStream {
    private final byte[] start;
    private final byte[] line;
    private long position;

    Endless(String start, String line) {
      this.start = start.getBytes(UTF_8);
      this.line = line.repeat(1_000).getBytes(UTF_8);
    }

    @Override
    public int read() {
      long at = position++;
      return at < start.length ? start[(int) at] : line[(int) ((at - start.length) % line.length)];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position < start.length) {
        target[offset] = (byte) read();
        return 1;
      }
      int from = (int) ((position - start.length) % line.length);
      int count = Math.min(length, line.length - from);
      System.arraycopy(line, from, target, offset, count);
      position += count;
      return count;
    }
  }
}

package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.arbitrary;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;
import static org.quicktheories.generators.SourceDSL.strings;

import groundswell.domain.Quantity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class ReadingNumbersAndTimes {
  @Test
  void readsFromDigitsWhatIsReadFromText() {
    qt().withExamples(20_000)
        .forAll(texts("0123456789.-+"))
        .checkAssert(
            text -> {
              var bytes = ("x" + text + "9").getBytes(UTF_8);
              long read = Decimals.thousandths(bytes, 1, bytes.length - 1, Notation.PLAIN);

              if (read != Decimals.UNREAD) {
                assertThat(Quantity.parse(text)).contains(new Quantity(read));
              }
            });
  }

  @Test
  void readsAllUsualNumbersFromDigits() {
    qt().forAll(longs().between(-999_999_999_999_999L, 999_999_999_999_999L))
        .checkAssert(
            thousandths -> {
              var bytes = new Quantity(thousandths).toString().getBytes(UTF_8);

              assertThat(Decimals.thousandths(bytes, 0, bytes.length, Notation.PLAIN))
                  .isEqualTo(thousandths);
            });
  }

  @Test
  void readsTimesAsTheLibraryDoes() {
    qt().forAll(
            longs().between(-62_000_000_000L, 253_000_000_000L),
            integers().between(-17 * 60 - 59, 17 * 60 + 59))
        .checkAssert(
            (second, offset) -> {
              var time =
                  OffsetDateTime.ofInstant(
                      Instant.ofEpochSecond(second), ZoneOffset.ofTotalSeconds(offset * 60));

              assertThat(Timestamps.parse(withSeconds(time))).contains(time.toInstant());
            });
  }

  @Test
  void refusesTimesThatTheLibraryRefuses() {
    qt().withExamples(20_000)
        .forAll(almostTimes())
        .checkAssert(text -> assertThat(Timestamps.parse(text)).isEqualTo(byTheLibrary(text)));
  }

  private static String withSeconds(OffsetDateTime time) {
    return "%s:%02d%s"
        .formatted(time.toString().substring(0, 16), time.getSecond(), time.getOffset().toString());
  }

  private static Optional<Instant> byTheLibrary(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// A time with one character replaced.
  private static Gen<String> almostTimes() {
    return integers()
        .between(0, 24)
        .zip(
            strings().betweenCodePoints('+', ':').ofLength(1),
            (at, other) ->
                new StringBuilder("2028-02-28T23:59:59+17:59")
                    .replace(at, at + 1, other)
                    .toString());
  }

  private static Gen<String> texts(String characters) {
    return lists()
        .of(arbitrary().pick(characters.chars().mapToObj(c -> String.valueOf((char) c)).toList()))
        .ofSizeBetween(0, 18)
        .map(parts -> String.join("", parts));
  }
}

package groundswell.dynamodb.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// developerguide/HowItWorks.NamingRulesDataTypes.html, "Number"
class NumbersInRange {
  @Test
  void anyNumberIsReadBackFromItsText() {
    qt().forAll(ArbitraryValues.drawnBy(ArbitraryValues::number))
        .checkAssert(
            number -> {
              assertThat(Numbers.parse(number.toString())).isEqualTo(number);
              assertThat(Numbers.parse(Numbers.text(number))).isEqualTo(number);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3",
    "+3, 3",
    "-7.1234, -7.1234",
    ".123, 0.123",
    "1., 1",
    "0001.2300, 1.23",
    "-0, 0",
    "0e125, 0",
    "1.5E2, 150",
    "1e+5, 100000",
    "12e-1, 1.2"
  })
  void answersWritePlainDigitsWithoutZerosAtTheEnds(String written, String answered) {
    assertThat(Numbers.text(Numbers.parse(written))).isEqualTo(answered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "dog",
        " 1",
        "1 ",
        "",
        "-",
        ".",
        "1e",
        "1e+",
        "--1",
        "1.2.3",
        "0x1",
        "١",
        "1_000",
        "1e9223372036854775808",
        "1e-9223372036854775809"
      })
  void whatIsNoNumberIsRefused(String text) {
    assertThatThrownBy(() -> Numbers.parse(text))
        .isInstanceOf(InvalidValue.class)
        .hasMessageStartingWith("The parameter cannot be converted to a numeric value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e126", "-1e126", "11e125", "1e9223372036854775807", "1e2147483648", "0e126"})
  void aMagnitudeAboveTheRangeIsRefused(String text) {
    assertThatThrownBy(() -> Numbers.parse(text))
        .hasMessage(
            "Number overflow. Attempting to store a number with magnitude larger than supported range");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e-131", "-0.9e-130", "1e-9223372036854775808", "1e-2147483649", "0e-131"})
  void aMagnitudeBelowTheRangeIsRefused(String text) {
    assertThatThrownBy(() -> Numbers.parse(text))
        .hasMessage(
            "Number underflow. Attempting to store a number with magnitude smaller than supported range");
  }

  @Test
  void thirtyEightSignificantDigitsAreKeptAndThirtyNineRefused() {
    var digits = "12345678901234567890123456789012345678";

    assertThat(Numbers.text(Numbers.parse(digits))).isEqualTo(digits);
    assertThat(Numbers.text(Numbers.parse("000" + digits + "000"))).isEqualTo(digits + "000");
    assertThatThrownBy(() -> Numbers.parse(digits + "9"))
        .hasMessage("Attempting to store more than 38 significant digits in a Number");
  }

  @Test
  void sumsAreExactOrRefused() {
    qt().forAll(
            ArbitraryValues.drawnBy(ArbitraryValues::number),
            ArbitraryValues.drawnBy(ArbitraryValues::number))
        .checkAssert(
            (left, right) -> {
              var exact = left.add(right).stripTrailingZeros();
              if (isStorable(exact)) assertThat(Numbers.add(left, right)).isEqualTo(exact);
              else
                assertThatThrownBy(() -> Numbers.add(left, right)).isInstanceOf(InvalidValue.class);
              assertThat(left.subtract(right).compareTo(BigDecimal.ZERO))
                  .isEqualTo(left.compareTo(right));
            });
  }

  @Test
  void aResultWithTooManyDigitsIsCalledAnOverflow() {
    var large = Numbers.parse("1e50");

    assertThatThrownBy(() -> Numbers.subtract(large, BigDecimal.ONE))
        .hasMessageStartingWith("Number overflow.");
  }

  private static boolean isStorable(BigDecimal number) {
    var magnitude = number.abs();
    if (number.signum() == 0) return true;
    return number.precision() <= 38
        && magnitude.compareTo(new BigDecimal("1e126")) < 0
        && magnitude.compareTo(new BigDecimal("1e-130")) >= 0;
  }
}

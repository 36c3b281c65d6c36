package groundswell.uploadpartitioner.containers;

import groundswell.uploadpartitioner.containers.CellStyles.Meaning;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;

/// The number of a cell as text in our own notation: a number with a point before its decimals, a
/// day as `yyyy-MM-dd`, a time as `yyyy-MM-ddThh:mm:ss`.
final class CellNumbers {
  /// What spreadsheets keep of a number. In the file 7.31 is written as 7.3099999999999996.
  private static final MathContext PRECISION = new MathContext(15);

  private static final int LENGTH_MAX = 40;

  /// More than any number of a spreadsheet has before or after its point.
  private static final int DIGITS_MAX = 400;

  private static final int SECONDS_A_DAY = 86_400;

  /// The day after 9999-12-31, the last one that spreadsheets have.
  private static final BigDecimal SERIAL_MAX = new BigDecimal(2_958_466);

  /// The day that Lotus 1-2-3 and Excel count, and that never was: 1900-02-29.
  private static final int NO_DAY = 60;

  /// One day before the first of January 1900, and the same when that day is counted in.
  private static final LocalDate BEFORE_1900 = LocalDate.of(1899, 12, 31);

  private static final LocalDate BEFORE_1900_LATER = LocalDate.of(1899, 12, 30);
  private static final LocalDate FIRST_OF_1904 = LocalDate.of(1904, 1, 1);

  private final boolean from1904;

  /// @param from1904 whether days are counted from 1904-01-01, as old Macs did
  CellNumbers(boolean from1904) {
    this.from1904 = from1904;
  }

  /// @param raw as the file has it
  String text(String raw, Meaning meaning) {
    if (raw.length() > LENGTH_MAX) return raw;
    try {
      var number = new BigDecimal(raw.strip());
      long digits = (long) number.precision() - number.scale();
      if (digits > DIGITS_MAX || number.scale() > DIGITS_MAX) return raw;
      return switch (meaning) {
        case NUMBER -> plain(number);
        case DATE -> date(number);
        case DURATION -> duration(number);
      };
    } catch (NumberFormatException _) {
      return raw;
    }
  }

  private static String plain(BigDecimal number) {
    return number.round(PRECISION).stripTrailingZeros().toPlainString();
  }

  private String date(BigDecimal serial) {
    if (serial.signum() < 0 || serial.compareTo(SERIAL_MAX) >= 0) return plain(serial);
    long seconds = Math.round(serial.doubleValue() * SECONDS_A_DAY);
    long day = seconds / SECONDS_A_DAY;
    int second = (int) (seconds % SECONDS_A_DAY);
    if (day == 0 && second > 0 && serial.signum() > 0) return time(second);
    if (!from1904 && day == NO_DAY) return "1900-02-29" + timeOf(second);
    if (!from1904 && day == 0) return plain(serial);
    return day(day) + timeOf(second);
  }

  private LocalDate day(long serial) {
    if (from1904) return FIRST_OF_1904.plusDays(serial);
    return serial < NO_DAY ? BEFORE_1900.plusDays(serial) : BEFORE_1900_LATER.plusDays(serial);
  }

  private static String timeOf(int second) {
    return second == 0 ? "" : "T" + time(second);
  }

  private static String duration(BigDecimal days) {
    if (days.signum() < 0 || days.compareTo(SERIAL_MAX) >= 0) return plain(days);
    return time(Math.round(days.doubleValue() * SECONDS_A_DAY));
  }

  private static String time(long seconds) {
    return "%02d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}

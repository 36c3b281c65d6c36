package groundswell.cli.uploads;

import groundswell.cli.output.Plural;
import groundswell.cli.output.Printer;
import groundswell.client.Json;
import groundswell.client.UploadsApi;
import groundswell.client.model.RevertCheck;
import groundswell.domain.ids.UploadId;
import java.util.Optional;

/// Shows what taking back an upload would change.
final class RevertPreview {
  /// For how many members changes are counted, as by a check before an upload is stored.
  private static final int MEMBERS_MAX = 30_000;

  private final Printer printer;
  private final UploadsApi api;

  RevertPreview(Printer printer, UploadsApi api) {
    this.printer = printer;
    this.api = api;
  }

  /// @return the exit code
  int show(UploadId upload) {
    var sum = api.revertCheck(upload, Optional.empty()).value();
    try (var progress = printer.progress("looking", "parts")) {
      while (sum.next() != null && sum.members() < MEMBERS_MAX) {
        progress.update(sum.part() + 1L, sum.parts());
        sum = sum.plus(api.revertCheck(upload, Optional.of(sum.next())).value());
      }
      if (sum.next() == null) progress.complete();
    }
    var all = sum;
    return printer.show(Json.tree(all), () -> text(upload, all));
  }

  private static String text(UploadId upload, RevertCheck check) {
    var text = new StringBuilder();
    text.append(
        "taking back upload %s would change %s of %s: %,d would be empty, %,d would fall back to an older value or another source%n"
            .formatted(
                upload,
                Plural.of(check.daysEmptied() + check.daysChanged(), "day"),
                Plural.of(check.members(), "member"),
                check.daysEmptied(),
                check.daysChanged()));
    if (check.daysUnchanged() > 0)
      text.append(
          "  %s of its rows would stay as they are, because something else counts%n"
              .formatted(Plural.of(check.daysUnchanged(), "day")));
    if (check.monthsGone() > 0)
      text.append(
          "  %s can't be taken back, because their members were erased%n"
              .formatted(Plural.of(check.monthsGone(), "month")));
    if (check.next() != null)
      text.append(
          "  these figures are for the first %d of %d parts of the file; the others were not checked%n"
              .formatted(check.part() + 1, check.parts()));
    return text.append(
            "  nothing is changed. To do it: groundswell upload revert %s --wait".formatted(upload))
        .toString();
  }
}

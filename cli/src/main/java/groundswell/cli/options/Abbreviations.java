package groundswell.cli.options;

import groundswell.cli.session.CommandException;
import groundswell.client.ErrorCode;
import groundswell.client.FailureFilter;
import groundswell.client.OperationsApi;
import groundswell.client.Problem;
import groundswell.client.UploadsApi;
import groundswell.client.model.Failure;
import groundswell.client.model.Redrive;
import groundswell.domain.ids.UploadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ids that a user has abbreviated: a beginning stands for the only id that begins so. A whole id
/// is passed on without a look at the list.
public final class Abbreviations {
  /// The length of ids that sort by time: those of uploads and redrives.
  private static final int TIMED_LENGTH = 29;

  private static final String FAILURE = "failure";

  /// What to do where a list has only the latest.
  private static final String OLDER =
      "only the latest are searched; give the whole id of an older one";

  private static final int FAILURE_LENGTH = 32;
  private static final int NAMED_MAX = 5;

  /// Less is likely a mistake, such as a variable of a script that is not set.
  private static final int LENGTH_MIN = 4;

  /// The pages of failures that are searched, for each state.
  private static final int PAGES_MAX = 10;

  private static final int PAGE_SIZE = 500;
  private static final List<String> STATES = List.of("open", "redriving", "parked", "resolved");

  private Abbreviations() {}

  /// An upload among the latest.
  ///
  /// @throws CommandException if none or several begin so
  public static UploadId upload(UploadsApi api, String text) {
    if (text.length() >= TIMED_LENGTH) return Ids.upload(text);
    check("upload", text);
    var ids = api.latest().value().stream().map(upload -> upload.upload().value()).toList();
    return new UploadId(only("upload", text, ids));
  }

  /// A redrive among the latest.
  ///
  /// @throws CommandException if none or several begin so
  public static String redrive(OperationsApi api, String text) {
    if (text.length() >= TIMED_LENGTH) return text;
    check("redrive", text);
    return only("redrive", text, api.redrives().value().stream().map(Redrive::redrive).toList());
  }

  /// A failure in any state.
  ///
  /// @throws CommandException if none or several begin so, or if there are too many failures to
  ///     know
  public static String failure(OperationsApi api, String text) {
    return failures(api, List.of(text)).getFirst();
  }

  /// Failures in any state. The lists are read once for all of them.
  ///
  /// @return the ids in the order of the texts
  /// @throws CommandException if none or several begin like one of the texts, or if there are too
  ///     many failures to know
  public static List<String> failures(OperationsApi api, List<String> texts) {
    var beginnings = texts.stream().filter(Abbreviations::isBeginning).toList();
    if (beginnings.isEmpty()) return List.copyOf(texts);
    beginnings.forEach(text -> check(FAILURE, text));
    var found = new ArrayList<String>();
    for (var state : STATES) found.addAll(failures(api, state, beginnings));
    return texts.stream()
        .map(text -> isBeginning(text) ? only(FAILURE, text, found) : text)
        .toList();
  }

  private static boolean isBeginning(String failure) {
    return failure.length() < FAILURE_LENGTH;
  }

  private static List<String> failures(OperationsApi api, String state, List<String> beginnings) {
    var filter = FailureFilter.inState(state);
    var found = new ArrayList<String>();
    var cursor = Optional.<String>empty();
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      var page = api.failures(filter, PAGE_SIZE, cursor).value();
      page.failures().stream()
          .map(Failure::failure)
          .filter(id -> beginnings.stream().anyMatch(id::startsWith))
          .forEach(found::add);
      cursor = Optional.ofNullable(page.next());
      if (cursor.isEmpty()) return found;
    }
    throw new CommandException(
        ErrorCode.AMBIGUOUS,
        "there are more than %,d %s failures, too many to find what begins with %s"
            .formatted(PAGES_MAX * PAGE_SIZE, state, String.join(" or ", beginnings)),
        "give the whole id");
  }

  private static void check(String what, String text) {
    if (text.length() < LENGTH_MIN)
      throw new CommandException(
          "\"%s\" is too short for the id of %s %s: give at least %d characters"
              .formatted(text, what.equals("upload") ? "an" : "a", what, LENGTH_MIN));
  }

  private static String only(String what, String text, List<String> ids) {
    var fitting = ids.stream().filter(id -> id.startsWith(text)).distinct().sorted().toList();
    return switch (fitting.size()) {
      case 1 -> fitting.getFirst();
      case 0 ->
          throw new CommandException(
              new Problem(
                  ErrorCode.NOT_FOUND.text(),
                  "the list has no %s that begins with %s".formatted(what, text),
                  List.of(),
                  what.equals(FAILURE) ? null : OLDER));
      default ->
          throw new CommandException(
              ErrorCode.AMBIGUOUS,
              "%s fits %d %ss: %s%s"
                  .formatted(
                      text,
                      fitting.size(),
                      what,
                      String.join(", ", fitting.subList(0, Math.min(NAMED_MAX, fitting.size()))),
                      fitting.size() > NAMED_MAX ? ", ..." : ""),
              "give more of the id");
    };
  }
}

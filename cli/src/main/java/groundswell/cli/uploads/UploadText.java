package groundswell.cli.uploads;

import static groundswell.cli.output.Terminal.line;
import static java.util.stream.Collectors.joining;

import groundswell.cli.output.Plural;
import groundswell.cli.output.Table;
import groundswell.client.model.Upload;
import groundswell.client.model.Upload.Board;
import groundswell.client.model.Upload.Check;
import groundswell.client.model.Upload.Choice;
import groundswell.client.model.Upload.FailedParts;
import groundswell.client.model.Upload.Findings;
import groundswell.client.model.Upload.Leavers;
import groundswell.client.model.Upload.Loss;
import groundswell.client.model.Upload.Question;
import groundswell.client.model.Upload.Reading;
import groundswell.client.model.Upload.Report;
import groundswell.client.model.Upload.Reversal;
import groundswell.client.model.Upload.Rewards;
import groundswell.client.model.Upload.Sample;
import groundswell.client.model.UploadVisibility;
import groundswell.domain.ids.MemberId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The state of an upload, in words. Hints are whole commands, ready to be pasted into a shell.
final class UploadText {
  private static final int MEMBERS_NAMED = 5;
  private static final int BOARDS_NAMED = 10;

  private UploadText() {}

  static String of(Upload upload) {
    var text =
        new StringBuilder(
            "upload %s of %s (%s): %s%n"
                .formatted(upload.upload(), line(upload.fileName()), upload.kind(), state(upload)));
    var refused = upload.refused();
    if (refused != null)
      text.append("  refused: %s (%s)%n".formatted(line(refused.reason()), line(refused.code())));
    var report = upload.report();
    if (report != null) text.append(upload.check() == null ? counts(report) : checked(report));
    if (upload.check() != null) text.append(check(upload, upload.check()));
    if (upload.undecided() != null) text.append(undecided(upload, upload.undecided()));
    if (upload.reversal() != null) text.append(reversal(upload.reversal()));
    if (upload.note() != null) text.append("  %s%n".formatted(line(upload.note())));
    if (upload.findings() != null) text.append(findings(upload.findings()));
    if (upload.failed() != null) text.append(failed(upload, upload.failed()));
    return text.toString().stripTrailing();
  }

  /// The name of its state.
  static String state(Upload upload) {
    return line(upload.state().replace('-', ' '));
  }

  /// @param file their file
  static String rejects(Upload upload, Path file) {
    var name = line(file.toString());
    return "%n  rejected rows are in %s. Correct them, then: %s"
        .formatted(name, command(upload, name));
  }

  /// Whether the boards show it.
  static String visibility(Upload upload, UploadVisibility seen) {
    if (seen.visible()) return "%n  the boards show it".formatted();
    var failed =
        seen.failed() == null || upload.failed() != null
            ? ""
            : "%n%s".formatted(failed(upload, seen.failed()).stripTrailing());
    return "%n  the boards do not show it yet: %d of %s%s%s"
        .formatted(
            seen.partitionsVisible(),
            Plural.of(seen.partitions(), "part"),
            seen.note() == null ? waiting(seen) : "; " + line(seen.note()),
            failed);
  }

  private static String waiting(UploadVisibility seen) {
    var waiting = seen.waitingFor();
    if (waiting == null) return "";
    return waiting.stage().equals("board")
        ? "; next is the board of %s, with %s"
            .formatted(waiting.challenge(), line(waiting.member().value()))
        : "; next is the progress of %s in %s"
            .formatted(line(waiting.member().value()), waiting.challenge());
  }

  /// The command that uploads a file of rejected rows in the same way. Only that of a refused
  /// upload has all rows, so only that may be complete.
  private static String command(Upload upload, String file) {
    var command =
        new StringBuilder("groundswell upload %s %s".formatted(upload.kind(), word(file)));
    if (!upload.values().equals("values")) command.append(" --").append(upload.values());
    if (upload.mapping() != null) command.append(" --map ").append(quoted(line(upload.mapping())));
    if (!upload.policy().equals("partial")) command.append(" --policy ").append(upload.policy());
    if (upload.leavers() != null && upload.state().equals("refused")) command.append(" --leavers");
    return command.append(" --wait").toString();
  }

  private static String word(String text) {
    return text.matches("[A-Za-z0-9._/-]+") ? text : quoted(text);
  }

  /// A word of a shell, in quotes.
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String counts(Report report) {
    return "  received %,d = accepted %,d + unchanged %,d + superseded %,d + rejected %,d%n%s%s%s"
        .formatted(
            report.received(),
            report.accepted(),
            report.unchanged(),
            report.superseded(),
            report.rejected(),
            byCode(report),
            report.left() == null
                ? ""
                : "  left, because the file does not name them: %s%n"
                    .formatted(Plural.of(report.left(), "member")),
            warnings(report));
  }

  private static String checked(Report report) {
    return "  received %,d = good %,d + rejected %,d%n%s"
        .formatted(
            report.received(),
            report.received() - report.rejected(),
            report.rejected(),
            byCode(report));
  }

  private static String byCode(Report report) {
    return Table.counts("rejected because", "rows", report.rejectedByCode());
  }

  private static String check(Upload upload, Check check) {
    var effect = check.effect();
    var text = new StringBuilder();
    text.append(
        "  storing it touches %,d members: %,d rows are new, %,d change what is stored, %,d are there already, %,d are superseded%n"
            .formatted(
                effect.members(),
                effect.added(),
                effect.changed(),
                effect.unchanged(),
                effect.superseded()));
    if (!effect.exact())
      text.append(
          "  these counts are of %,d of the members; the rest was not compared%n"
              .formatted(effect.membersCompared()));
    if (check.leavers() != null) text.append(leavers(check.leavers()));
    text.append(rewards(check.rewards())).append(boards(check.boards()));
    text.append("  the first rows, and how they are read:%n".formatted());
    check.rows().forEach(row -> text.append(row(row)));
    return text.append(
            "  nothing is stored yet. Until %s: groundswell upload apply %s%s --wait%n"
                .formatted(
                    check.applyUntil(),
                    upload.upload(),
                    check.leavers() != null && check.leavers().confirm() ? " --yes" : ""))
        .toString();
  }

  private static String leavers(Leavers leavers) {
    if (leavers.leaving() == 0) return "  all registered members are in the file%n".formatted();
    var names =
        leavers.first().stream()
            .map(leaver -> "%s (%s)".formatted(line(leaver.name()), line(leaver.member().value())));
    return "  %,d of %s %s not in the file and would leave: %s%n"
        .formatted(
            leavers.leaving(),
            Plural.of(leavers.registered(), "registered member"),
            leavers.leaving() == 1 ? "is" : "are",
            named(names, MEMBERS_NAMED, leavers.leaving()));
  }

  private static String rewards(Rewards rewards) {
    var text = new StringBuilder();
    var granted = rewards.granted();
    if (granted.members() > 0)
      text.append(
          "  %s would get %s (%,d points)%n"
              .formatted(
                  Plural.of(granted.members(), "member"),
                  Plural.of(granted.rewards(), "reward"),
                  granted.points()));
    long losing = rewards.reversed().members();
    if (losing > 0)
      text.append(
          "  %s would lose a reward they were told of: %s%n"
              .formatted(Plural.of(losing, "member"), losing(rewards.losing(), losing)));
    if (!rewards.exact())
      text.append(
          "  rewards and boards are those of %,d of the members; the rest was not judged%n"
              .formatted(rewards.membersJudged()));
    return text.toString();
  }

  private static String losing(List<Loss> losses, long members) {
    var names = new LinkedHashMap<MemberId, String>();
    losses.forEach(loss -> names.put(loss.member(), line(loss.name())));
    return named(names.values().stream(), names.size(), members);
  }

  private static String boards(List<Board> boards) {
    if (boards.isEmpty()) return "";
    var names =
        boards.stream()
            .map(
                board ->
                    "%s (%s)".formatted(line(board.name()), Plural.of(board.members(), "member")));
    return "  boards that would move: %s%n".formatted(named(names, BOARDS_NAMED, boards.size()));
  }

  private static String row(Sample row) {
    var text = new StringBuilder("    line %d: %s%n".formatted(row.line(), line(row.text())));
    if (row.rejected() != null) text.append("      rejected: %s%n".formatted(line(row.rejected())));
    row.understood().forEach(values -> text.append("      %s%n".formatted(values(values))));
    return text.toString();
  }

  private static String values(Map<String, String> values) {
    return values.entrySet().stream()
        .map(value -> "%s %s".formatted(value.getKey(), line(value.getValue())))
        .collect(joining(" · "));
  }

  private static String undecided(Upload upload, Question question) {
    if (question.leavers() != null)
      return "%s  nothing is stored. If they all leave: groundswell upload apply %s --yes --wait%n  if not: groundswell upload cancel %s%n"
          .formatted(leavers(question.leavers()), upload.upload(), upload.upload());
    if (question.choices().isEmpty())
      return "  %s%n%s  nothing is stored. Say which column is what: groundswell upload apply %s --wait --map \"%s\"%n"
          .formatted(line(question.reason()), columns(question), upload.upload(), mapping(upload));
    return "  %s%n%s"
        .formatted(
            line(question.reason()),
            question.choices().stream().map(choice -> choice(upload, choice)).collect(joining()));
  }

  private static String columns(Question question) {
    return question.columns().isEmpty()
        ? ""
        : "  its columns: %s%n".formatted(line(String.join(", ", question.columns())));
  }

  /// A mapping to fill in.
  private static String mapping(Upload upload) {
    return upload.kind().equals("members")
        ? "member_id=COLUMN; display_name=COLUMN; team=COLUMN; time_zone=''; challenges=''"
        : "member_id=COLUMN; date=COLUMN; metric:steps=COLUMN";
  }

  private static String choice(Upload upload, Choice choice) {
    return choice.readings().stream()
        .map(reading -> reading(upload, choice, reading))
        .collect(joining());
  }

  private static String reading(Upload upload, Choice choice, Reading reading) {
    return "    %s, %s (%s): groundswell upload apply %s --wait --map %s%n"
        .formatted(
            line(choice.field()),
            line(reading.meaning()),
            line(reading.example()),
            upload.upload(),
            quoted(line(reading.mapping())));
  }

  private static String reversal(Reversal reversal) {
    var text = new StringBuilder();
    if (reversal.parts() != null)
      text.append("  %d of %d parts are taken back%n".formatted(reversal.done(), reversal.parts()));
    text.append(
        reversal.restored() == 0
            ? "  removed %s; no other had stood there before%n"
                .formatted(Plural.of(reversal.removed(), "value"))
            : "  removed %s and restored the %,d that stood there before%n"
                .formatted(Plural.of(reversal.removed(), "value"), reversal.restored()));
    if (reversal.stayed() > 0)
      text.append(
          "  %s that came later or from another upload %s%n"
              .formatted(
                  Plural.of(reversal.stayed(), "value"),
                  reversal.stayed() == 1 ? "stays" : "stay"));
    return text.toString();
  }

  private static String findings(Findings findings) {
    return findings.notes().stream()
        .map(note -> "  note: %s%n".formatted(line(note)))
        .collect(joining());
  }

  private static String warnings(Report report) {
    var text = new StringBuilder();
    if (report.notCounting() > 0)
      text.append(
          "  warning: the values of %,d rows do not count, because another source or a correction counts; see: groundswell member days MEMBER%n"
              .formatted(report.notCounting()));
    if (report.notEnrolled() > 0)
      text.append(
          "  warning: %,d rows name a challenge that the member did not join: it can no longer be joined, or the member has left it%n"
              .formatted(report.notEnrolled()));
    if (report.notKept() > 0)
      text.append(
          "  warning: %,d rows do not come back if the uploads that stand above them are taken back; then upload this file again%n"
              .formatted(report.notKept()));
    return text.toString();
  }

  private static String failed(Upload upload, FailedParts failed) {
    return """
      failed: %s of %s, for %s: %s
      redrive them with: groundswell redrive run --upload %s --reason WHY
    """
        .formatted(
            Plural.of(failed.messages(), "message"),
            Plural.of(failed.partitions(), "part"),
            members(failed),
            line(failed.note()),
            upload.upload());
  }

  private static String members(FailedParts failed) {
    if (failed.members().isEmpty()) return "unknown members";
    var ids = failed.members().stream().map(affected -> line(affected.member().value()));
    return named(ids, MEMBERS_NAMED, failed.members().size());
  }

  /// The first names, and whether there are more.
  ///
  /// @param all how many there are
  private static String named(Stream<String> names, int limit, long all) {
    return names.limit(limit).collect(joining(", ")) + (all > limit ? " and others" : "");
  }
}

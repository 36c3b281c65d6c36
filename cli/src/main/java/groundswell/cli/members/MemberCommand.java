package groundswell.cli.members;

import static groundswell.cli.output.Terminal.line;
import static groundswell.cli.output.Terminal.value;
import static java.util.stream.Collectors.joining;

import groundswell.cli.options.Ids;
import groundswell.cli.output.Printer;
import groundswell.cli.session.Session;
import groundswell.client.Answer;
import groundswell.client.DayQuery;
import groundswell.client.MembersApi;
import groundswell.client.model.Member;
import groundswell.client.model.Member.Enrolment;
import groundswell.client.model.Profile;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Registers members, and lets them join and leave challenges.
@Command(
    name = "member",
    description = "Registers, enrols and shows members.",
    mixinStandardHelpOptions = true)
public final class MemberCommand {
  private final Session session;
  private final Printer printer;

  public MemberCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Command(
      description = "Registers a member, or changes its profile.",
      mixinStandardHelpOptions = true)
  int put(
      @Parameters(paramLabel = "MEMBER") String member,
      @Option(names = "--name", required = true, description = "The name to show.") String name,
      @Option(names = "--team", description = "The team.") @Nullable String team,
      @Option(
              names = "--time-zone",
              description = "Where its days begin (default: as the tenant's settings say).")
          @Nullable String timeZone,
      @Option(names = "--challenge", description = "A challenge to join; may be repeated.")
          @Nullable List<String> challenges) {
    var joins = challenges == null ? List.<String>of() : challenges;
    var profile = new Profile(name, team, timeZone, joins.stream().map(Ids::challenge).toList());
    return show(api().put(Ids.member(member), profile));
  }

  @Command(description = "Lets a member join a challenge.", mixinStandardHelpOptions = true)
  int join(
      @Parameters(paramLabel = "MEMBER") String member,
      @Parameters(paramLabel = "CHALLENGE") String challenge) {
    return show(api().join(Ids.member(member), Ids.challenge(challenge)));
  }

  @Command(description = "Lets a member leave a challenge.", mixinStandardHelpOptions = true)
  int leave(
      @Parameters(paramLabel = "MEMBER") String member,
      @Parameters(paramLabel = "CHALLENGE") String challenge) {
    return show(api().leave(Ids.member(member), Ids.challenge(challenge)));
  }

  @Command(description = "Shows a member.", mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "MEMBER") String member) {
    return show(api().find(Ids.member(member)));
  }

  @Command(
      description = "Shows a member's days: what each source says, which counts, and why.",
      mixinStandardHelpOptions = true)
  int days(
      @Parameters(paramLabel = "MEMBER") String member,
      @Option(names = "--from", paramLabel = "YYYY-MM-DD", description = "The first day.")
          @Nullable LocalDate from,
      @Option(
              names = "--to",
              paramLabel = "YYYY-MM-DD",
              description = "The last day (default: the member's today; 31 days without --from).")
          @Nullable LocalDate to,
      @Option(names = "--metric", description = "Only this metric.") @Nullable String metric,
      @Option(
              names = "--challenge",
              description = "What counts in this challenge (default: by the tenant's settings).")
          @Nullable String challenge) {
    var query = new DayQuery(from, to, metric, challenge);
    return printer.show(api().days(Ids.member(member), query), DayText::of);
  }

  private MembersApi api() {
    return new MembersApi(session.api());
  }

  private int show(Answer<Member> answer) {
    return printer.show(answer, MemberCommand::text);
  }

  private static String text(Member member) {
    return "member %s: %s, team %s, %s, in: %s"
        .formatted(
            line(member.member().value()),
            line(member.displayName()),
            value(member.team()),
            value(member.timeZone()),
            joined(member));
  }

  private static String joined(Member member) {
    var names =
        member.challenges().stream()
            .filter(Enrolment::isJoined)
            .map(enrolment -> enrolment.challenge().value())
            .collect(joining(", "));
    return names.isEmpty() ? "no challenge" : names;
  }
}

package groundswell.cli.members;

import static groundswell.cli.output.Terminal.line;
import static groundswell.cli.output.Terminal.value;
import static java.util.stream.Collectors.joining;

import groundswell.cli.options.Ids;
import groundswell.cli.output.Printer;
import groundswell.cli.output.Table;
import groundswell.cli.session.Confirmation;
import groundswell.cli.session.Session;
import groundswell.client.Answer;
import groundswell.client.DayQuery;
import groundswell.client.Json;
import groundswell.client.MemberFilter;
import groundswell.client.MembersApi;
import groundswell.client.model.ErasedMember;
import groundswell.client.model.Member;
import groundswell.client.model.Member.Enrolment;
import groundswell.client.model.MemberPage;
import groundswell.client.model.Profile;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Registers, lists, removes and erases members, and lets them join and leave challenges.
@Command(
    name = "member",
    description = "Registers, enrols, lists, removes and erases members.",
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

  @Command(description = "Lists members, by id.", mixinStandardHelpOptions = true)
  int list(
      @Parameters(paramLabel = "TEXT", arity = "0..1", description = "In the id, name or team.")
          @Nullable String text,
      @Option(names = "--id", paramLabel = "BEGINNING", description = "What the id begins with.")
          @Nullable String id,
      @Option(names = "--state", description = "registered or removed.") @Nullable String state,
      @Option(names = "--limit", defaultValue = "50", description = "How many at most, to 200.")
          int limit,
      @Option(names = "--cursor", description = "Where the page before ended.")
          @Nullable String cursor) {
    var filter = new MemberFilter(text, id, state);
    return printer.show(
        api().list(filter, limit, Optional.ofNullable(cursor)), MemberCommand::table);
  }

  @Command(
      description = {
        "Removes a member: it leaves all challenges, and new activity of it is refused.",
        "What it did is kept. A registration brings it back."
      },
      mixinStandardHelpOptions = true)
  int remove(@Parameters(paramLabel = "MEMBER") String member) {
    return show(api().remove(Ids.member(member)));
  }

  @Command(
      description = "Erases a member: all that is stored about it is deleted, for good.",
      mixinStandardHelpOptions = true)
  int erase(
      @Parameters(paramLabel = "MEMBER") String member,
      @Option(names = "--yes", description = "Erase it without asking.") boolean yes) {
    var id = Ids.member(member);
    if (!yes)
      new Confirmation(session.environment())
          .typed(
              "All that is stored about member %s will be deleted, and cannot be brought back."
                  .formatted(line(id.value())),
              id.value());
    return printer.show(api().erase(id), MemberCommand::erased);
  }

  @Command(
      description = "Prints everything that is stored about a member, as JSON.",
      mixinStandardHelpOptions = true)
  int export(@Parameters(paramLabel = "MEMBER") String member) {
    var all = api().export(Ids.member(member));
    return printer.show(all, () -> Json.pretty(all));
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

  private static String erased(ErasedMember erased) {
    return "member %s is being erased; %s, at the latest at %s"
        .formatted(line(erased.member().value()), line(erased.kept()), line(erased.keptUntil()));
  }

  private static String table(MemberPage page) {
    var table = new Table("member", "state", "name", "team", "time zone", "in");
    for (var member : page.members())
      table.row(
          member.member(),
          member.state(),
          member.displayName(),
          member.team(),
          member.timeZone(),
          joined(member));
    return page.next() == null
        ? table.toString()
        : "%s%nmore with: --cursor %s".formatted(table, page.next());
  }

  private static String text(Member member) {
    return "member %s%s: %s, team %s, %s, in: %s"
        .formatted(
            line(member.member().value()),
            member.state().equals("registered") ? "" : " (%s)".formatted(line(member.state())),
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

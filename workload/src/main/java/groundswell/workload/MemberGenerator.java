package groundswell.workload;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Generates members from a seed.
public final class MemberGenerator {
  private static final List<String> FIRST_NAMES =
      List.of(
          "Ada", "Bo", "Chloé", "Dmitri", "Elif", "Fatou", "Grace", "Hiro", "Ines", "João", "Kwame",
          "Lin", "Mia", "Noor", "Olu", "Priya", "Quinn", "Rosa", "Søren", "Tariq");
  private static final List<String> LAST_NAMES =
      List.of(
          "Abara",
          "Berg",
          "Costa",
          "Dubois",
          "Eriksen",
          "Fischer",
          "Garcia",
          "Haddad",
          "Ito",
          "Jansen",
          "Kowalski",
          "Li",
          "Müller",
          "Nowak",
          "O'Neill",
          "Petrov",
          "Rossi",
          "Silva");
  private static final List<String> TEAMS =
      List.of("Red", "Green", "Blue", "Night Shift", "Sales, North", "Research & Development");
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC");

  private MemberGenerator() {}

  /// Members with plain ids, each in every challenge.
  public static List<MemberRow> members(long seed, int count, List<ChallengeId> challenges) {
    return members(seed, count, challenges, 100);
  }

  /// Members with plain ids.
  ///
  /// @param joinPercent the chance that a member is in a challenge
  public static List<MemberRow> members(
      long seed, int count, List<ChallengeId> challenges, int joinPercent) {
    var random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(n -> member("m-%06d".formatted(n), challenges, joinPercent, random))
        .toList();
  }

  private static MemberRow member(
      String id, List<ChallengeId> challenges, int joinPercent, RandomGenerator random) {
    var name = "%s %s".formatted(any(FIRST_NAMES, random), any(LAST_NAMES, random));
    var team = random.nextInt(10) == 0 ? Optional.<String>empty() : Optional.of(any(TEAMS, random));
    var joined = challenges.stream().filter(_ -> random.nextInt(100) < joinPercent).toList();
    return new MemberRow(new MemberId(id), name, team, any(ZONES, random), joined);
  }

  private static String any(List<String> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }
}

package groundswell.workload;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The input of a scenario. The same seed and options give the same files.
///
/// @param challenges have to be defined before the members are uploaded
public record Workload(
    long seed, List<ChallengeSpec> challenges, List<MemberRow> members, ActivityOptions activity) {
  public Workload {
    challenges = List.copyOf(challenges);
    members = List.copyOf(members);
  }

  /// The lines of the activity file, in its order.
  public Stream<FileLine> activityLines() {
    return new ActivityGenerator(seed, members, activity).lines();
  }

  public GeneratedFile writeActivity(Path file) {
    return ActivityCsv.write(file, activityLines());
  }

  public GeneratedFile writeMembers(Path file) {
    return MembersCsv.write(file, members);
  }
}

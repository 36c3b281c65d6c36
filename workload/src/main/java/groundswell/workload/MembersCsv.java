package groundswell.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.ids.ChallengeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Members files in the product's own layout.
public final class MembersCsv {
  private static final String HEADER = "member_id,display_name,team,time_zone,challenges";

  private MembersCsv() {}

  public static GeneratedFile write(Path file, List<MemberRow> members) {
    try (var out = Files.newBufferedWriter(file, UTF_8)) {
      out.write(HEADER + '\n');
      for (var member : members) out.write(line(member) + '\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GeneratedFile(file, members.size(), new TreeMap<>());
  }

  private static String line(MemberRow member) {
    return String.join(
        ",",
        Csv.field(member.id().value()),
        Csv.field(member.displayName()),
        Csv.field(member.team().orElse("")),
        member.timeZone(),
        member.challenges().stream().map(ChallengeId::value).collect(Collectors.joining("|")));
  }
}

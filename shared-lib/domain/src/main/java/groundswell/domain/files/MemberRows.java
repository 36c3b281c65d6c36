package groundswell.domain.files;

import groundswell.domain.ids.MemberId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// The rows of one partition of a members file, one for each member. Of several rows for a member,
/// the last one sets the profile and supersedes the others; the member joins the challenges of all.
public final class MemberRows {
  private final Map<MemberId, MemberEntry> members = new HashMap<>();
  private final Map<MemberId, Long> lines = new HashMap<>();
  private long received;

  /// Takes a row, in the order of the file.
  ///
  /// @param line of its row
  public void add(long line, MemberEntry row) {
    received++;
    members.merge(row.member(), row, MemberRows::both);
    lines.put(row.member(), line);
  }

  public long received() {
    return received;
  }

  public Map<MemberId, MemberEntry> members() {
    return Collections.unmodifiableMap(members);
  }

  /// The line of a member's last row, which supersedes the others.
  ///
  /// @param member one that a row names
  public long standing(MemberId member) {
    var line = lines.get(member);
    if (line == null) throw new IllegalArgumentException("%s was not added".formatted(member));
    return line;
  }

  private static MemberEntry both(MemberEntry before, MemberEntry next) {
    var challenges = new TreeSet<>(before.challenges());
    challenges.addAll(next.challenges());
    return new MemberEntry(
        next.member(),
        next.profile(),
        challenges.stream().toList(),
        before.tooLate() || next.tooLate());
  }
}

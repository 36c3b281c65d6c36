package groundswell.domain.uploads;

import groundswell.domain.ids.MemberId;
import java.util.List;

/// Who would leave by a members file that says that it is complete.
///
/// @param registered how many members are registered, whether the file names them or not
/// @param leaving how many of them the file does not name
/// @param first the first of those, by id
public record Leavers(long registered, long leaving, List<Leaver> first) {
  /// From which share of the registered members on the client is asked.
  public static final int PERCENT_MAX = 10;

  /// How many leavers are named.
  public static final int NAMED_MAX = 20;

  public Leavers {
    first = List.copyOf(first);
  }

  /// Whether they are so many that the file may be the wrong one.
  public boolean areMany() {
    return leaving * 100 > registered * PERCENT_MAX;
  }

  /// What that means, and what to do.
  public String question() {
    return "%,d of %,d registered members are not in the file and would leave, which is more than %d %%. Nothing is stored. Confirm it, or cancel the upload and send the whole file"
        .formatted(leaving, registered, PERCENT_MAX);
  }

  public record Leaver(MemberId member, String name) {}
}

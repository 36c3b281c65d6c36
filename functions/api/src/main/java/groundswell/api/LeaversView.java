package groundswell.api;

import groundswell.domain.uploads.Leavers;
import java.util.List;

/// Who would leave by a complete file of members, as it is sent.
///
/// @param registered how many members are registered
/// @param leaving how many of them the file does not name
/// @param confirm whether these are so many that the client has to confirm it
/// @param first the first of those who would leave, by id
record LeaversView(long registered, long leaving, boolean confirm, List<LeaverView> first) {
  static LeaversView of(Leavers leavers) {
    return new LeaversView(
        leavers.registered(),
        leavers.leaving(),
        leavers.areMany(),
        leavers.first().stream()
            .map(leaver -> new LeaverView(leaver.member().value(), leaver.name()))
            .toList());
  }

  record LeaverView(String member, String name) {}
}

package groundswell.client.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of members, by id. A page with few matches may be short, and still have a next one.
///
/// @param next the cursor of the next page, if there is one
public record MemberPage(List<Member> members, @Nullable String next) {
  public MemberPage {
    members = List.copyOf(members);
  }
}

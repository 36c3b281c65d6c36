package groundswell.http;

import groundswell.domain.ids.MemberId;
import java.util.Optional;

/// The right to call a route.
public interface Access {
  /// @param member the member that the route is about
  boolean allows(Caller caller, Optional<MemberId> member);
}

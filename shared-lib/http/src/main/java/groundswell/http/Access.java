package groundswell.http;

import groundswell.domain.ids.MemberId;
import java.util.Optional;

/// Who may take a route.
public interface Access {
  /// @param member the member whom the route is about
  boolean allows(Caller caller, Optional<MemberId> member);
}

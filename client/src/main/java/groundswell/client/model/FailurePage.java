package groundswell.client.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param next the cursor of the next page; null if this is the last one
public record FailurePage(List<Failure> failures, @Nullable String next) {
  public FailurePage {
    failures = List.copyOf(failures);
  }
}

package groundswell.client.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of uploads, latest first.
///
/// @param next the cursor of the next page, if there is one
public record UploadPage(List<Upload> uploads, @Nullable String next) {
  public UploadPage {
    uploads = List.copyOf(uploads);
  }
}

package groundswell.client.model;

import groundswell.domain.ids.UploadId;
import java.net.URI;
import java.util.Map;

/// Where to send the file of a new upload.
///
/// @param putUrl signed for the length of the file
/// @param putHeaders those that the URL is signed for
public record UploadTicket(UploadId upload, URI putUrl, Map<String, String> putHeaders) {
  public UploadTicket {
    putHeaders = Map.copyOf(putHeaders);
  }
}

package groundswell.platform.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.uploads.Upload;
import java.util.Base64;
import java.util.regex.Pattern;

/// Where a page of a tenant's uploads ends: the place of its last upload in the order of creation.
/// It holds no tenant, so it reads only within the caller's own.
final class UploadCursor {
  private static final Pattern PLACE = Pattern.compile("[0-9]{13}#[A-Za-z0-9._-]{1,64}");

  private UploadCursor() {}

  static String of(Upload upload) {
    var place = UploadItems.place(upload).getBytes(UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
  }

  /// @throws IllegalArgumentException if the text is no cursor
  static String parse(String text) {
    try {
      var place = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      if (PLACE.matcher(place).matches()) return place;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(notOfAPage(text), e);
    }
    throw new IllegalArgumentException(notOfAPage(text));
  }

  private static String notOfAPage(String cursor) {
    return "\"%s\" is not a valid cursor; send back the `next` of the page before it"
        .formatted(cursor);
  }
}

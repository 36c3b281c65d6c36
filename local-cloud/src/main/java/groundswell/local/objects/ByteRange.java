package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A part of an object, from the header `Range`. A header that is not a single byte range is
/// ignored, as HTTP requires. See https://www.rfc-editor.org/rfc/rfc9110#name-range
record ByteRange(long from, long length) {
  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /// @throws S3Exception with status 416, if the range is wholly outside
  static Optional<ByteRange> of(Optional<String> header, long size) {
    if (header.isEmpty()) return Optional.empty();
    var match = SINGLE.matcher(header.get().strip());
    if (!match.matches()) return Optional.empty();
    var first = match.group(1);
    var last = match.group(2);
    if (first.isEmpty()) return last.isEmpty() ? Optional.empty() : suffix(last, size);
    var from = Long.parseLong(first);
    var to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    if (!last.isEmpty() && Long.parseLong(last) < from) return Optional.empty();
    if (from >= size) throw outside(size);
    return Optional.of(new ByteRange(from, to - from + 1));
  }

  private static Optional<ByteRange> suffix(String length, long size) {
    var wanted = Math.min(Long.parseLong(length), size);
    if (wanted == 0) throw outside(size);
    return Optional.of(new ByteRange(size - wanted, wanted));
  }

  private static S3Exception outside(long size) {
    return new S3Exception(
        Code.INVALID_RANGE,
        "The requested range is not satisfiable",
        Map.of("Content-Range", "bytes */" + size));
  }

  String contentRange(long size) {
    return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
  }
}

package groundswell.local.objects;

import groundswell.local.objects.Checksum.Stored;
import groundswell.local.objects.S3Exception.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/// A multipart upload that is not complete. Its lock serialises the arrival of parts and the end.
///
/// @param isChecksumNamed whether the client named the checksum; else parts may have any
/// @param type what the checksum of the whole covers
record MultipartUpload(
    String id,
    StoredBucket bucket,
    String key,
    Instant startedAt,
    Map<String, String> headers,
    Checksum checksum,
    boolean isChecksumNamed,
    Checksum.Type type,
    NavigableMap<Integer, Part> parts) {
  private static final long PART_BYTES_MIN = 5L << 20;

  record Part(Body body, Instant at) {}

  /// A part as the client lists it.
  ///
  /// @param checksums those that it names, by algorithm
  record ListedPart(int number, String eTag, Map<Checksum, String> checksums) {}

  /// The parts that make the object.
  ///
  /// @throws S3Exception if the list is out of order, names a missing part or another ETag or
  ///     checksum, or if any part except the last is too small
  List<Body> chosen(List<ListedPart> listed) {
    if (listed.isEmpty()) throw Xml.malformed();
    if (type == Checksum.Type.COMPOSITE) listed.forEach(this::requireChecksum);
    var chosen = new ArrayList<Body>();
    for (var part : listed) {
      var found =
          Optional.ofNullable(parts.get(part.number()))
              .map(Part::body)
              .filter(body -> body.md5Hex().equals(Precondition.withoutQuotes(part.eTag())))
              .filter(body -> fits(part, body.checksum()))
              .orElseThrow(MultipartUpload::invalidPart);
      chosen.add(found);
    }
    requireOrderAndSize(listed, chosen);
    return chosen;
  }

  private void requireChecksum(ListedPart part) {
    if (part.checksums().isEmpty()) {
      throw new S3Exception(
          Code.INVALID_REQUEST,
          "The upload was created using a %s checksum. The complete request must include the"
                  .formatted(checksum)
              + " checksum for each part. It was missing for part %d in the request."
                  .formatted(part.number()));
    }
  }

  private static boolean fits(ListedPart part, Stored checksum) {
    return part.checksums().entrySet().stream()
        .allMatch(
            listed ->
                listed.getKey() == checksum.algorithm()
                    && listed.getValue().equals(checksum.value()));
  }

  private static S3Exception invalidPart() {
    return new S3Exception(
        Code.INVALID_PART,
        "One or more of the specified parts could not be found. The part may not have been"
            + " uploaded, or the specified entity tag or checksum may not match the part's.");
  }

  private static void requireOrderAndSize(List<ListedPart> listed, List<Body> chosen) {
    for (var i = 1; i < listed.size(); i++) {
      if (listed.get(i).number() <= listed.get(i - 1).number()) {
        throw new S3Exception(
            Code.INVALID_PART_ORDER,
            "The list of parts was not in ascending order. Parts must be ordered by part number.");
      }
      if (chosen.get(i - 1).size() < PART_BYTES_MIN) {
        throw new S3Exception(
            Code.ENTITY_TOO_SMALL, "Your proposed upload is smaller than the minimum allowed size");
      }
    }
  }

  /// The ETag of the whole is the hash of the parts' hashes, and their number.
  static String eTag(List<Body> chosen) {
    var hash = Hashes.digest("MD5");
    chosen.forEach(part -> hash.update(HexFormat.of().parseHex(part.md5Hex())));
    return Hashes.hex(hash.digest()) + "-" + chosen.size();
  }
}

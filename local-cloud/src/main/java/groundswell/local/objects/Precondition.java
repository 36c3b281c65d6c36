package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import groundswell.local.objects.StoredObject.Content;
import java.util.Optional;

/// The condition of a write or a deletion. See
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html and
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
sealed interface Precondition {

  record None() implements Precondition {}

  /// `If-None-Match: *`
  record Absent() implements Precondition {}

  /// `If-Match: *`
  record Present() implements Precondition {}

  /// `If-Match`
  record Matching(String eTag) implements Precondition {}

  static Precondition of(S3Request request) {
    var ifNoneMatch = request.header("If-None-Match");
    if (ifNoneMatch.isPresent()) {
      if (ifNoneMatch.get().equals("*")) return new Absent();
      throw new S3Exception(Code.NOT_IMPLEMENTED, "If-None-Match of a write must be *");
    }
    return request
        .header("If-Match")
        .<Precondition>map(eTag -> new Matching(withoutQuotes(eTag)))
        .orElse(new None());
  }

  /// For a deletion, where `If-Match: *` means that the object must exist.
  static Precondition ofDeletion(Optional<String> ifMatch) {
    if (ifMatch.isEmpty()) return new None();
    return ifMatch.get().equals("*") ? new Present() : new Matching(withoutQuotes(ifMatch.get()));
  }

  static String withoutQuotes(String eTag) {
    return eTag.replaceAll("^\"|\"$", "");
  }

  /// @param current what is there now
  default void check(Optional<Content> current) {
    switch (this) {
      case None() -> {}
      case Absent() -> {
        if (current.isPresent()) throw failed();
      }
      case Present() -> {
        if (current.isEmpty()) throw failed();
      }
      case Matching(var eTag) -> {
        var there = current.orElseThrow(() -> S3Objects.noSuchKey());
        if (!there.eTag().equals(eTag)) throw failed();
      }
    }
  }

  static S3Exception failed() {
    return new S3Exception(
        Code.PRECONDITION_FAILED, "At least one of the pre-conditions you specified did not hold");
  }
}

package groundswell.api;

import groundswell.domain.uploads.FatesFile;
import groundswell.domain.uploads.Partitions;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState.Abandoned;
import groundswell.http.Json;
import groundswell.platform.uploads.UploadObjects;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where the fates of an upload's rows can be read, as they are sent.
///
/// @param columns of the parts, which have no header
/// @param parts CSV in UTF-8, gzipped; each is in the order of the file
/// @param next the cursor of the next page, if there is one
/// @param expiresAt the reading of the parts has to begin before this time
/// @param partsMissing how many parts were never stored, because the upload was abandoned,
///     cancelled or taken back before
record FatesView(
    List<String> columns,
    List<String> parts,
    @Nullable String next,
    String expiresAt,
    int partsMissing) {
  /// An address has a kilobyte or two, and its reader has to begin while it is valid.
  private static final int PARTS_LISTED = 50;

  /// The most parts of an upload: those of its rows, and the rejected rows.
  static final int PARTS_MAX = Partitions.COUNT_MAX + 1;

  /// A page of the parts: first the rejected rows, then the partitions.
  ///
  /// @param stored the numbers of the partitions that are stored
  /// @param from the index of the first part
  static FatesView of(
      Upload upload, Collection<Integer> stored, int from, UploadObjects objects, Instant now) {
    var parts = new ArrayList<Supplier<URI>>();
    upload
        .state()
        .rejectsFile()
        .ifPresent(
            run -> parts.add(() -> objects.signRejectedFates(upload.tenant(), upload.id(), run)));
    stored.stream()
        .sorted()
        .forEach(
            number -> parts.add(() -> objects.signFates(upload.tenant(), upload.id(), number)));
    int until = from + PARTS_LISTED;
    return new FatesView(
        FatesFile.COLUMNS,
        parts.stream().skip(from).limit(PARTS_LISTED).map(part -> part.get().toString()).toList(),
        until < parts.size() ? Integer.toString(until) : null,
        Json.time(now.plus(UploadObjects.SIGNATURE_LIFE)),
        missing(upload, stored.size()));
  }

  private static int missing(Upload upload, int stored) {
    return upload.state() instanceof Abandoned abandoned
        ? abandoned.partsMissing()
        : upload.state().planTakenBack().map(plan -> plan.partitions() - stored).orElse(0);
  }
}

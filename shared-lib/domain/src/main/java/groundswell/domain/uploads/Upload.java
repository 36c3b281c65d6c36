package groundswell.domain.uploads;

import groundswell.domain.Text;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.ValueReading;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// An upload and its progress.
///
/// @param reading how the values of an activity file are read
/// @param fileName the client's name for the file, shown to people
/// @param sizeBytes as announced. The presigned URL requires exactly this length, and a file that
///     arrives in another way is refused if its length differs. Of a file in the inbox it is the
///     length of the file
/// @param mapping how to read other layouts, as the client wrote it
/// @param leavers whether members leave if a members file does not name them
/// @param checkOnly whether it stops when its file is checked, until the client applies it
/// @param createdBy who asked for it
/// @param version rises with every change. A decision holds for one version only
/// @param inboxKey the key of its file, if it was dropped into the inbox
public record Upload(
    TenantId tenant,
    UploadId id,
    FileKind kind,
    ValueReading reading,
    String fileName,
    long sizeBytes,
    Optional<String> mapping,
    UploadPolicy policy,
    LeaverPolicy leavers,
    boolean checkOnly,
    String createdBy,
    Instant createdAt,
    long version,
    UploadState state,
    Optional<String> inboxKey) {
  public static final int FILE_NAME_LENGTH_MAX = 255;
  public static final int MAPPING_LENGTH_MAX = 4_096;

  /// The largest file, in bytes: 10 million rows of some 200 bytes.
  public static final long SIZE_BYTES_MAX = 2L << 30;

  public Upload {
    fileName = checkFileName(fileName);
    if (sizeBytes < 0)
      throw new IllegalArgumentException("size %d bytes is below 0".formatted(sizeBytes));
    if (mapping.isPresent() && mapping.get().length() > MAPPING_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "mapping is longer than %d characters".formatted(MAPPING_LENGTH_MAX));
    }
    if (leavers.isComplete() && kind != FileKind.MEMBERS)
      throw new IllegalArgumentException("only a file of members can say that it is complete");
  }

  /// An upload that was asked for, with a file that its client sends, and by which nobody leaves.
  public Upload(
      TenantId tenant,
      UploadId id,
      FileKind kind,
      ValueReading reading,
      String fileName,
      long sizeBytes,
      Optional<String> mapping,
      UploadPolicy policy,
      boolean checkOnly,
      String createdBy,
      Instant createdAt,
      long version,
      UploadState state) {
    this(
        tenant,
        id,
        kind,
        reading,
        fileName,
        sizeBytes,
        mapping,
        policy,
        LeaverPolicy.NOBODY_LEAVES,
        checkOnly,
        createdBy,
        createdAt,
        version,
        state,
        Optional.empty());
  }

  /// When the upload was accepted, by the bucket's clock alone. So it is the same on every attempt,
  /// and a file that arrives later is later, regardless of the order of processing. The bucket has
  /// whole seconds; files of the same second keep the order of their requests.
  ///
  /// @param storedAt when the bucket had the whole file
  public Instant acceptedAt(Instant storedAt) {
    return storedAt
        .truncatedTo(ChronoUnit.SECONDS)
        .plusMillis(Math.floorMod(createdAt.toEpochMilli(), 1_000L));
  }

  /// @throws IllegalArgumentException if the name is not a [Text]
  public static String checkFileName(String name) {
    return Text.name("file name", name, FILE_NAME_LENGTH_MAX);
  }

  /// Whether its rows will be stored without another word from its client.
  public boolean storesByItself() {
    return !checkOnly && !state.ended() && !(state instanceof UploadState.Undecided);
  }

  /// Whether earlier files of members have to be stored first: it is about the members whom they
  /// register.
  public boolean waitsForMembers() {
    return kind == FileKind.ACTIVITY || leavers.isComplete();
  }

  /// Whether members may still leave by it. One that can no longer be applied removes nobody.
  public boolean mayRemoveMembers(Instant now) {
    if (!leavers.isComplete() || state.ended()) return false;
    return switch (state) {
      case UploadState.Checked checked -> !checked.isExpired(now);
      case UploadState.Undecided undecided -> !undecided.isExpired(now);
      case UploadState _ -> true;
    };
  }

  /// Whether its client is told: it has ended, or it asks a question and does not go on by itself.
  public boolean isReported() {
    return state.ended() || state instanceof UploadState.Undecided;
  }

  /// The upload in its next state.
  public Upload in(UploadState next) {
    return changed(mapping, leavers, checkOnly, next);
  }

  /// The upload whose checked rows are now stored.
  public Upload storing(UploadState.Storing plan) {
    return changed(mapping, leavers, false, plan);
  }

  /// The upload whose file is read again.
  public Upload checkedAgain(
      Optional<String> nextMapping,
      LeaverPolicy nextLeavers,
      boolean nextCheckOnly,
      UploadState.Checking next) {
    return changed(nextMapping, nextLeavers, nextCheckOnly, next);
  }

  private Upload changed(
      Optional<String> nextMapping,
      LeaverPolicy nextLeavers,
      boolean nextCheckOnly,
      UploadState nextState) {
    return new Upload(
        tenant,
        id,
        kind,
        reading,
        fileName,
        sizeBytes,
        nextMapping,
        policy,
        nextLeavers,
        nextCheckOnly,
        createdBy,
        createdAt,
        version + 1,
        nextState,
        inboxKey);
  }
}

package groundswell.domain.uploads;

import groundswell.domain.Digests;
import groundswell.domain.Text;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.ValueReading;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A file that a client dropped into its folder of the bucket:
/// `inbox/{tenant}/members|activity/{name}`. The name may have folders.
///
/// @param key of the object
public record InboxFile(TenantId tenant, FileKind kind, String key) {
  /// The prefix of all keys of the inbox.
  public static final String PREFIX = "inbox/";

  /// Who asks for the uploads of such files.
  public static final String CREATED_BY = "inbox";

  /// Names of files that a client has not sent completely: WinSCP's, and the usual ones. It renames
  /// them when it is done (<https://winscp.net/eng/docs/resume>).
  private static final List<String> UNFINISHED = List.of(".filepart", ".part", ".tmp");

  private static final int FOLDERS = 3;

  /// The hexadecimal digits of an id after its time.
  private static final int DIGITS = 16;

  /// @return empty if the object is no file to read: a folder, a hidden file, or one that is not
  ///     sent completely
  /// @throws IllegalArgumentException if the key is in no folder of a tenant
  public static Optional<InboxFile> of(String key) {
    var name = key.substring(key.lastIndexOf('/') + 1);
    if (name.isEmpty() || name.startsWith(".") || isUnfinished(name)) return Optional.empty();
    var parts = key.split("/", FOLDERS + 1);
    if (parts.length <= FOLDERS || !key.startsWith(PREFIX)) throw misplaced(key);
    return Optional.of(new InboxFile(new TenantId(parts[1]), kind(parts[2], key), key));
  }

  private static boolean isUnfinished(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return UNFINISHED.stream().anyMatch(lower::endsWith);
  }

  private static FileKind kind(String folder, String key) {
    return switch (folder) {
      case "members" -> FileKind.MEMBERS;
      case "activity" -> FileKind.ACTIVITY;
      default -> throw misplaced(key);
    };
  }

  private static IllegalArgumentException misplaced(String key) {
    return new IllegalArgumentException(
        "object \"%s\" is not in inbox/{tenant}/members/ or inbox/{tenant}/activity/; put it there"
            .formatted(Text.shown(key)));
  }

  /// The upload of a version of the object. It is the same whenever it is made, so that an event
  /// that comes twice is one upload. Its id sorts by time like those of other uploads.
  ///
  /// @param storedAt when the bucket had the version
  public Upload upload(String version, Instant storedAt, long bytes, UploadPolicy policy) {
    return new Upload(
        tenant,
        id(version, storedAt),
        kind,
        ValueReading.VALUES,
        name(),
        bytes,
        Optional.empty(),
        policy,
        LeaverPolicy.NOBODY_LEAVES,
        false,
        CREATED_BY,
        storedAt,
        1,
        new UploadState.Created(),
        Optional.of(key));
  }

  private UploadId id(String version, Instant storedAt) {
    var digest = Digests.hex(DIGITS, key, version);
    return new UploadId("%012x-%s".formatted(storedAt.toEpochMilli(), digest));
  }

  /// The place of the file in the tenant's folder, for people; only its end if it is long.
  private String name() {
    var path = Text.tidy(Text.shown(key.substring(PREFIX.length() + tenant.value().length() + 1)));
    if (path.length() <= Upload.FILE_NAME_LENGTH_MAX) return path;
    int from = path.length() - Upload.FILE_NAME_LENGTH_MAX + 1;
    return "…" + path.substring(Character.isLowSurrogate(path.charAt(from)) ? from + 1 : from);
  }
}

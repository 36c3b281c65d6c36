package groundswell.platform.uploads;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.InboxFile;
import groundswell.platform.PermanentFailure;
import groundswell.platform.events.Envelope;
import groundswell.platform.json.InvalidJson;
import groundswell.platform.json.JsonObject;
import groundswell.platform.objects.ObjectCreated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// A command that moves an upload forward.
public sealed interface UploadCommand {
  /// The command as a message.
  String message();

  /// A command for an upload that there is.
  sealed interface OfUpload extends UploadCommand {
    TenantId tenant();

    UploadId upload();
  }

  /// The commands of an object that S3 reports as created: one, or none if it is no file to read.
  ///
  /// @throws InvalidJson if the object is neither the file of an upload nor in the inbox
  static List<UploadCommand> of(ObjectCreated object) {
    if (object.key().startsWith(InboxFile.PREFIX)) return FileDropped.of(object);
    return List.of(UploadReady.of(object));
  }

  /// A client dropped a file into its folder.
  ///
  /// @param objectVersion the version of the object
  record FileDropped(InboxFile file, String objectVersion) implements UploadCommand {
    static final String TYPE = "FileDropped";

    private static List<UploadCommand> of(ObjectCreated object) {
      return object.readKey(InboxFile::of).stream()
          .<UploadCommand>map(file -> new FileDropped(file, object.version()))
          .toList();
    }

    static FileDropped of(JsonObject detail) {
      var file = detail.read("key", key -> InboxFile.of(key).orElseThrow(() -> noFile(key)));
      return new FileDropped(file, detail.text("objectVersion"));
    }

    private static IllegalArgumentException noFile(String key) {
      return new IllegalArgumentException("object \"%s\" is no file to read".formatted(key));
    }

    @Override
    public String message() {
      return Envelope.command(
          TYPE,
          Map.of(
              "tenant", file.tenant().value(), "key", file.key(), "objectVersion", objectVersion));
    }
  }

  /// An upload's file has arrived, or the upload need no longer wait.
  ///
  /// @param objectVersion the version of the object
  record UploadReady(TenantId tenant, UploadId upload, String objectVersion) implements OfUpload {
    static final String TYPE = "UploadReady";

    /// @param file an object that S3 reports as created
    /// @throws InvalidJson if the object is not the file of an upload
    public static UploadReady of(ObjectCreated file) {
      return file.readKey(
          key -> {
            var parts = key.split("/", -1);
            if (parts.length != 3 || !parts[0].equals(UploadObjects.UPLOADS)) {
              throw new IllegalArgumentException(
                  "object \"%s\" is not %s/{tenant}/{upload}"
                      .formatted(key, UploadObjects.UPLOADS));
            }
            return new UploadReady(new TenantId(parts[1]), new UploadId(parts[2]), file.version());
          });
    }

    @Override
    public String message() {
      return Envelope.command(
          TYPE,
          Map.of(
              "tenant", tenant.value(), "upload", upload.value(), "objectVersion", objectVersion));
    }
  }

  /// An upload is given up.
  ///
  /// @param by who gives it up
  record UploadAbandoned(TenantId tenant, UploadId upload, String by) implements OfUpload {
    static final String TYPE = "UploadAbandoned";

    @Override
    public String message() {
      return Envelope.command(
          TYPE, Map.of("tenant", tenant.value(), "upload", upload.value(), "by", by));
    }
  }

  /// A client goes on with an upload that was checked, or that leaves a question open.
  ///
  /// @param version the version of the upload that the client saw; the order holds for no other
  /// @param mapping how to read the file from now on, if that changes
  /// @param checkOnly whether to check the file again instead of storing its rows
  /// @param confirmLeavers whether any number of members may leave by a complete file
  record UploadApplied(
      TenantId tenant,
      UploadId upload,
      long version,
      Optional<String> mapping,
      boolean checkOnly,
      boolean confirmLeavers)
      implements OfUpload {
    static final String TYPE = "UploadApplied";

    static UploadApplied of(TenantId tenant, UploadId upload, JsonObject detail) {
      return new UploadApplied(
          tenant,
          upload,
          detail.number("version"),
          detail.readIfPresent("mapping", Function.identity()),
          detail.flag("checkOnly"),
          detail.flag("confirmLeavers"));
    }

    @Override
    public String message() {
      var fields = new TreeMap<String, Object>();
      fields.put("tenant", tenant.value());
      fields.put("upload", upload.value());
      fields.put("version", version);
      fields.put("checkOnly", checkOnly);
      fields.put("confirmLeavers", confirmLeavers);
      mapping.ifPresent(text -> fields.put("mapping", text));
      return Envelope.command(TYPE, fields);
    }
  }

  /// A client cancels an upload.
  ///
  /// @param by who cancels it
  record UploadCancelled(TenantId tenant, UploadId upload, String by) implements OfUpload {
    static final String TYPE = "UploadCancelled";

    @Override
    public String message() {
      return Envelope.command(
          TYPE, Map.of("tenant", tenant.value(), "upload", upload.value(), "by", by));
    }
  }

  /// A client takes back what an upload stored.
  ///
  /// @param by who orders it
  record UploadReverted(TenantId tenant, UploadId upload, String by) implements OfUpload {
    static final String TYPE = "UploadReverted";

    @Override
    public String message() {
      return Envelope.command(
          TYPE, Map.of("tenant", tenant.value(), "upload", upload.value(), "by", by));
    }
  }

  /// What concerns one partition of an upload.
  sealed interface PartitionCommand extends OfUpload {
    int partition();
  }

  /// A partition of an upload is to be taken back.
  record PartitionReverted(TenantId tenant, UploadId upload, int partition)
      implements PartitionCommand {
    public static final String TYPE = "PartitionReverted";

    @Override
    public String message() {
      return Envelope.command(
          TYPE, Map.of("tenant", tenant.value(), "upload", upload.value(), "partition", partition));
    }
  }

  /// A partition of an upload can be merged.
  record PartitionReady(TenantId tenant, UploadId upload, int partition)
      implements PartitionCommand {
    static final String TYPE = "PartitionReady";

    @Override
    public String message() {
      return Envelope.command(
          TYPE, Map.of("tenant", tenant.value(), "upload", upload.value(), "partition", partition));
    }
  }

  /// Reads a command's message.
  ///
  /// @throws PermanentFailure if the message is not such a command
  static UploadCommand parse(String message) {
    try {
      return of(Envelope.parse(message));
    } catch (InvalidJson e) {
      throw new PermanentFailure(PermanentFailure.UNDECODABLE, e.getMessage());
    }
  }

  /// @throws InvalidJson if a field of the command is missing or wrong
  /// @throws PermanentFailure if the envelope does not hold a command
  static UploadCommand of(Envelope envelope) {
    var detail = envelope.detail();
    if (envelope.detailType().equals(FileDropped.TYPE)) return FileDropped.of(detail);
    var tenant = detail.read("tenant", TenantId::new);
    var upload = detail.read("upload", UploadId::new);
    return switch (envelope.detailType()) {
      case UploadReady.TYPE -> new UploadReady(tenant, upload, detail.text("objectVersion"));
      case UploadAbandoned.TYPE -> new UploadAbandoned(tenant, upload, detail.text("by"));
      case UploadApplied.TYPE -> UploadApplied.of(tenant, upload, detail);
      case UploadCancelled.TYPE -> new UploadCancelled(tenant, upload, detail.text("by"));
      case UploadReverted.TYPE -> new UploadReverted(tenant, upload, detail.text("by"));
      case PartitionReverted.TYPE ->
          new PartitionReverted(tenant, upload, detail.smallNumber("partition"));
      case PartitionReady.TYPE ->
          new PartitionReady(tenant, upload, detail.smallNumber("partition"));
      case String other ->
          throw new PermanentFailure(
              PermanentFailure.UNDECODABLE, "\"%s\" is not a command for uploads".formatted(other));
    };
  }
}

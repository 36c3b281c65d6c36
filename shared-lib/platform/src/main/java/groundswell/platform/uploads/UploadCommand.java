package groundswell.platform.uploads;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.platform.PermanentFailure;
import groundswell.platform.events.Envelope;
import java.util.Map;

/// What moves an upload on.
public sealed interface UploadCommand {
  TenantId tenant();

  UploadId upload();

  /// The command as a message.
  String message();

  /// An upload's file has arrived, or need no longer wait.
  ///
  /// @param objectVersion which version of the object it is
  record UploadReady(TenantId tenant, UploadId upload, String objectVersion)
      implements UploadCommand {
    static final String TYPE = "UploadReady";

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
  record UploadAbandoned(TenantId tenant, UploadId upload, String by) implements UploadCommand {
    static final String TYPE = "UploadAbandoned";

    @Override
    public String message() {
      return Envelope.command(
          TYPE, Map.of("tenant", tenant.value(), "upload", upload.value(), "by", by));
    }
  }

  /// A part of an upload can be merged.
  record PartitionReady(TenantId tenant, UploadId upload, int partition) implements UploadCommand {
    static final String TYPE = "PartitionReady";

    @Override
    public String message() {
      return Envelope.command(
          TYPE, Map.of("tenant", tenant.value(), "upload", upload.value(), "partition", partition));
    }
  }

  /// Reads a command's message.
  ///
  /// @throws PermanentFailure if it is none
  static UploadCommand parse(String message) {
    var envelope = Envelope.parse(message);
    var detail = envelope.detail();
    try {
      var tenant = detail.read("tenant", TenantId::new);
      var upload = detail.read("upload", UploadId::new);
      return switch (envelope.detailType()) {
        case UploadReady.TYPE -> new UploadReady(tenant, upload, detail.text("objectVersion"));
        case UploadAbandoned.TYPE -> new UploadAbandoned(tenant, upload, detail.text("by"));
        case PartitionReady.TYPE ->
            new PartitionReady(tenant, upload, detail.smallNumber("partition"));
        case String other ->
            throw new PermanentFailure(
                PermanentFailure.UNDECODABLE, "\"%s\" is no command for uploads".formatted(other));
      };
    } catch (IllegalArgumentException e) {
      throw new PermanentFailure(PermanentFailure.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }
}

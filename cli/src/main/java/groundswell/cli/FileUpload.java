package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.cli.UploadCommand.FileOptions;
import groundswell.cli.UploadCommand.Waiting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ExitCode;

/// One file on its way: asked for, sent, and awaited if that is wanted.
final class FileUpload {
  /// What the HTTP client sets by itself.
  private static final Set<String> CLIENT_HEADERS = Set.of("host", "content-length");

  private final Groundswell root;
  private final String kind;
  private final FileOptions options;
  private final Path file;

  FileUpload(Groundswell root, String kind, FileOptions options) {
    this.root = root;
    this.kind = kind;
    this.options = options;
    this.file = options.file;
  }

  int run() {
    long size = size();
    var created = root.api().post("/uploads", request(size));
    send(created, size);
    var id = created.path("upload").asText();
    var waiting = options.waiting;
    if (waiting != null)
      return report(id, await(id, waiting), Optional.ofNullable(waiting.rejects));
    return root.show(
        created, () -> "upload %s; its report: groundswell upload show %s".formatted(id, id));
  }

  private JsonNode request(long size) {
    var request =
        Json.object()
            .put("kind", kind)
            .put("file_name", file.getFileName().toString())
            .put("size_bytes", size);
    if (options.mapping != null) request.put("mapping", options.mapping);
    if (options.policy != null) request.put("policy", options.policy);
    return request;
  }

  private void send(JsonNode created, long size) {
    var headers = new HashMap<String, String>();
    created
        .path("put_headers")
        .properties()
        .forEach(
            header ->
                headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText()));
    headers.keySet().removeAll(CLIENT_HEADERS);
    try (var gauge = Gauge.of(root.surroundings(), "sending ", " bytes")) {
      var body = FileBody.of(file, sent -> gauge.to(sent, size));
      root.api().putObject(URI.create(created.path("put_url").asText()), headers, body);
    }
  }

  private ObjectNode await(String id, Waiting waiting) {
    try (var gauge = Gauge.of(root.surroundings(), "loading ", " parts")) {
      return new Wait(root.surroundings().clock())
          .until(
              "the report of upload " + id,
              waiting.timeout(),
              () -> look(id, gauge),
              UploadReport::isSettled);
    }
  }

  private ObjectNode look(String id, Gauge gauge) {
    var upload = (ObjectNode) root.api().get("/uploads/" + ApiClient.encoded(id));
    var partitions = upload.path("partitions");
    if (!partitions.isMissingNode())
      gauge.to(partitions.path("done").asLong(), partitions.path("total").asLong());
    return upload;
  }

  private int report(String id, ObjectNode ended, Optional<Path> wanted) {
    if (ended.path("rejects").asBoolean()) {
      var rejects = wanted.orElseGet(this::besideTheFile);
      var url = root.api().get("/uploads/%s/rejects".formatted(ApiClient.encoded(id)));
      root.api().download(URI.create(url.path("url").asText()), rejects);
      ended.put("rejects_file", rejects.toString());
    }
    root.show(ended, () -> UploadReport.text(ended));
    return UploadReport.isClean(ended) ? ExitCode.OK : Groundswell.FAILED;
  }

  private Path besideTheFile() {
    var name = file.getFileName().toString().replaceFirst("(\\.csv)?(\\.gz)?$", "");
    return file.resolveSibling(name + ".rejects.csv");
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new Failure("cannot read %s: %s".formatted(file, e.getMessage()));
    }
  }
}

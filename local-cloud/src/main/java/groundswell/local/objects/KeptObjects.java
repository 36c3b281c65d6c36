package groundswell.local.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import groundswell.local.objects.StoredObject.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Objects that survive a restart. Beside the file of each content is a file that describes it. The
/// description is written atomically, after the content and before the answer, and is removed
/// before the content, so that the process may crash anywhere.
final class KeptObjects implements Keeper {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DESCRIPTION = ".json";
  private static final String UNFINISHED = ".unfinished";

  private final Path directory;

  KeptObjects(Path directory) {
    this.directory = directory;
  }

  private Path description(StoredObject object) {
    return directory.resolve(object.sequencer() + DESCRIPTION);
  }

  @Override
  public void keep(String bucket, StoredObject object) {
    var json = JSON.createObjectNode().put("bucket", bucket).put("key", object.key());
    json.put("sequence", object.sequence()).put("at", object.at().toString());
    object.headers().forEach(json.putObject("headers")::put);
    object
        .content()
        .ifPresent(
            content ->
                json.putObject("content")
                    .put("file", content.file().getFileName().toString())
                    .put("size", content.size())
                    .put("eTag", content.eTag())
                    .put("algorithm", content.checksum().algorithm().name())
                    .put("type", content.checksum().type().name())
                    .put("checksum", content.checksum().value()));
    var finished = description(object);
    var unfinished = directory.resolve(object.sequencer() + UNFINISHED);
    try {
      Files.write(unfinished, JSON.writeValueAsBytes(json));
      Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep an object in " + directory, e);
    }
  }

  @Override
  public void forget(StoredObject object) {
    Spool.remove(description(object));
    object.removeFile();
  }

  @Override
  public List<StoredObject> kept(String bucket) {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(DESCRIPTION))
          .map(KeptObjects::read)
          .filter(json -> json.path("bucket").asText().equals(bucket))
          .map(this::object)
          .sorted(Comparator.comparingLong(StoredObject::sequence))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what is kept in " + directory, e);
    }
  }

  private static JsonNode read(Path description) {
    try {
      return JSON.readTree(description.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + description, e);
    }
  }

  private StoredObject object(JsonNode json) {
    var headers = new HashMap<String, String>();
    json.path("headers").properties().forEach(e -> headers.put(e.getKey(), e.getValue().asText()));
    return new StoredObject(
        json.path("key").asText(),
        json.path("sequence").asLong(),
        Instant.parse(json.path("at").asText()),
        json.has("content") ? Optional.of(content(json.path("content"))) : Optional.empty(),
        headers);
  }

  private Content content(JsonNode json) {
    return new Content(
        directory.resolve(json.path("file").asText()),
        json.path("size").asLong(),
        json.path("eTag").asText(),
        new Checksum.Stored(
            Checksum.valueOf(json.path("algorithm").asText()),
            Checksum.Type.valueOf(json.path("type").asText()),
            json.path("checksum").asText()));
  }

  /// Removes files without a description: incomplete bodies, parts, contents of deleted objects.
  void removeTheRest() {
    try (var files = Files.list(directory)) {
      var all = files.toList();
      var described = described(all.stream());
      all.stream()
          .filter(file -> !file.getFileName().toString().endsWith(DESCRIPTION))
          .filter(file -> !described.contains(file.getFileName().toString()))
          .forEach(Spool::remove);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what is kept in " + directory, e);
    }
  }

  private static Set<String> described(Stream<Path> files) {
    var contents = new HashSet<String>();
    files
        .filter(file -> file.getFileName().toString().endsWith(DESCRIPTION))
        .map(KeptObjects::read)
        .forEach(json -> contents.add(json.at("/content/file").asText()));
    return contents;
  }
}

package groundswell.events;

import static com.networknt.schema.InputFormat.JSON;
import static com.networknt.schema.SpecificationVersion.DRAFT_2020_12;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The schema of one version of an event type, and its samples.
///
/// @param folder `{type}/v{version}` in this module
record Contract(Path folder) {
  /// Late enough for any version.
  static final Instant LATER = Instant.ofEpochMilli(Long.MAX_VALUE);

  /// All contracts of this module.
  static Stream<Contract> all() {
    return list(Path.of(""))
        .filter(type -> Files.exists(type.resolve("v1")))
        .flatMap(Contract::list)
        .map(Contract::new);
  }

  static Contract newestOf(String type) {
    return list(Path.of(type))
        .map(Contract::new)
        .max(Comparator.comparingInt(Contract::version))
        .orElseThrow();
  }

  String type() {
    return folder.getName(0).toString();
  }

  int version() {
    return Integer.parseInt(folder.getName(1).toString().substring(1));
  }

  /// The contracts of the type from the first version to this one.
  List<Contract> upToThis() {
    return list(Path.of(type()))
        .map(Contract::new)
        .filter(other -> other.version() <= version())
        .toList();
  }

  List<Path> samples() {
    return list(folder).filter(file -> file.getName(2).toString().startsWith("sample-")).toList();
  }

  /// The errors of an event's detail against the schema.
  List<Error> errors(String detail) {
    return schema().validate(detail, JSON);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Schema schema() {
    return SchemaRegistry.withDefaultDialect(DRAFT_2020_12)
        .getSchema(read(folder.resolve("schema.json")), JSON);
  }

  private static Stream<Path> list(Path folder) {
    try (var files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

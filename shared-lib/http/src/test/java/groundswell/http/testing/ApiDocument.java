package groundswell.http.testing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `api/openapi.yaml`: the routes of the API, and what they take and answer.
public final class ApiDocument {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /// The document of this checkout.
  public static final ApiDocument OURS = new ApiDocument(read(Path.of("").toAbsolutePath()));

  private final JsonNode root;
  private final List<Operation> operations;

  private ApiDocument(JsonNode root) {
    this.root = root;
    operations =
        root.path("paths").properties().stream()
            .flatMap(path -> operations(path.getKey(), path.getValue()))
            .sorted(Comparator.comparingLong(operation -> variables(operation.path())))
            .toList();
  }

  private static JsonNode read(Path folder) {
    var file = folder.resolve("api/openapi.yaml");
    if (!Files.exists(file)) {
      var parent = folder.getParent();
      if (parent == null) throw new IllegalStateException("no api/openapi.yaml above " + folder);
      return read(parent);
    }
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<Operation> operations(String path, JsonNode item) {
    return item.properties().stream()
        .filter(each -> METHODS.contains(each.getKey()))
        .map(
            each ->
                new Operation(each.getKey().toUpperCase(Locale.ROOT), path, each.getValue(), item));
  }

  public List<Operation> operations() {
    return operations;
  }

  /// @param routeKey for example `GET /members/{member}`
  public Optional<Operation> operation(String routeKey) {
    return operations.stream().filter(each -> each.routeKey().equals(routeKey)).findFirst();
  }

  /// The operation that a request reaches; a literal segment wins over a variable.
  ///
  /// @param path without the query
  public Optional<Operation> serving(String method, String path) {
    return operations.stream()
        .filter(each -> each.method().equals(method) && each.matches(path))
        .findFirst();
  }

  /// The part at a JSON pointer.
  ///
  /// @throws IllegalArgumentException if there is none
  public JsonNode at(String pointer) {
    var part = root.at(JsonPointer.compile(pointer));
    if (part.isMissingNode()) throw new IllegalArgumentException("nothing at " + pointer);
    return part;
  }

  /// What a part refers to, or the part itself.
  public JsonNode resolved(JsonNode part) {
    return part.has("$ref") ? resolved(at(part.path("$ref").asText().substring(1))) : part;
  }

  private static long variables(String path) {
    return path.chars().filter(character -> character == '{').count();
  }

  private static Set<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
  }

  /// What one method does at one path.
  public final class Operation {
    private final String method;
    private final String path;
    private final JsonNode node;
    private final JsonNode item;

    private Operation(String method, String path, JsonNode node, JsonNode item) {
      this.method = method;
      this.path = path;
      this.node = node;
      this.item = item;
    }

    public String method() {
      return method;
    }

    public String path() {
      return path;
    }

    public String routeKey() {
      return method + " " + path;
    }

    public String id() {
      return node.path("operationId").asText();
    }

    public JsonNode at(String field) {
      return node.path(field);
    }

    /// Whether callers need a token.
    public boolean takesAToken() {
      return !node.has("security");
    }

    /// The roles that may call it; `self` for a member's own data.
    public Set<String> roles() {
      return texts(node.path("x-roles"));
    }

    /// The codes of problems that it can answer beside those that every operation can.
    public Set<String> codes() {
      return texts(node.path("x-problem-codes"));
    }

    /// The names of its parameters.
    ///
    /// @param place `path`, `query` or `header`
    public Set<String> parameters(String place) {
      return Stream.of(item.path("parameters"), node.path("parameters"))
          .flatMap(JsonNode::valueStream)
          .map(ApiDocument.this::resolved)
          .filter(parameter -> parameter.path("in").asText().equals(place))
          .map(parameter -> parameter.path("name").asText())
          .collect(Collectors.toSet());
    }

    /// The schema of its JSON body, if it takes one.
    public Optional<JsonNode> body() {
      return Optional.of(resolved(node.path("requestBody")))
          .map(body -> body.path("content").path("application/json").path("schema"))
          .filter(schema -> !schema.isMissingNode())
          .map(ApiDocument.this::resolved);
    }

    /// The statuses of its answers that are described one by one.
    public Set<String> statuses() {
      return node.path("responses").properties().stream()
          .map(Map.Entry::getKey)
          .filter(status -> !status.equals("default"))
          .collect(Collectors.toSet());
    }

    /// The description of the answer with a status; the default if there is no other.
    JsonNode answer(int status) {
      var responses = node.path("responses");
      return resolved(responses.path(statuses().contains("" + status) ? "" + status : "default"));
    }

    private boolean matches(String given) {
      return given.matches(path.replaceAll("[{][a-z]+[}]", "[^/]+"));
    }

    @Override
    public String toString() {
      return routeKey();
    }
  }
}

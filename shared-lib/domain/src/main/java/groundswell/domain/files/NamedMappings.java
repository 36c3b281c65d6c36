package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Mappings by name, in one namespace: the built-in layouts of watches and apps, and the tenant's
/// own. Each built-in layout is a file beside this class, with the source of what it says.
///
/// A name stands for a family as well: `garmin` is every built-in layout of that name or of a name
/// such as `garmin-calories`, whichever fits the file.
///
/// @param own the tenant's own mappings
public record NamedMappings(List<Named> own) {
  /// A tenant without mappings of its own.
  public static final NamedMappings BUILT_IN = new NamedMappings(List.of());

  /// The most mappings of a tenant.
  public static final int OWN_MAX = 32;

  public static final int NAME_LENGTH_MAX = 32;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final String DIRECTORY = "layouts/";

  public NamedMappings {
    own = List.copyOf(own);
  }

  /// Checks the name and the text of a tenant's mapping.
  ///
  /// @throws IllegalArgumentException naming what is wrong, and what would be right
  public static Named own(FileKind kind, String name, String text) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name \"%s\" must have 1 to %d letters a-z, digits and hyphens, and begin with a letter"
              .formatted(name, NAME_LENGTH_MAX));
    }
    if (isBuiltIn(name)) {
      throw new IllegalArgumentException(
          "%s is the name of a built-in mapping; choose another name".formatted(name));
    }
    return new Named(name, kind, text, Mapping.parse(kind, text));
  }

  /// Splits what a client writes for a mapping: a name, parts, or a name and parts that take the
  /// place of the named mapping's.
  ///
  /// @throws IllegalArgumentException if there is no such name, or a part is wrong
  public Wanted wanted(FileKind kind, String text) {
    var parts = MappingParser.split(text, ';');
    if (parts.isEmpty() || parts.getFirst().indexOf('=') >= 0) {
      return new Wanted(Optional.empty(), List.of(), parts, Mapping.parse(kind, text));
    }
    var name = parts.getFirst().strip();
    var named = find(kind, name);
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no mapping \"%s\" for %s; there are %s. A mapping without a name has parts such as member_id=Id"
              .formatted(name, kind.label(), names(kind)));
    }
    var rest = parts.subList(1, parts.size());
    var over = rest.isEmpty() ? Mapping.NONE : Mapping.parse(kind, String.join(";", rest));
    return new Wanted(Optional.of(name), named, rest, over);
  }

  /// All mappings for a kind of file, the tenant's own first.
  public List<Named> all(FileKind kind) {
    var all = new ArrayList<>(own);
    all.addAll(BuiltIn.ALL);
    all.removeIf(named -> named.kind() != kind);
    return all;
  }

  /// The tenant's own mappings for a kind of file.
  List<Named> own(FileKind kind) {
    return own.stream().filter(named -> named.kind() == kind).toList();
  }

  private List<Named> find(FileKind kind, String name) {
    return all(kind).stream()
        .filter(
            named ->
                named.name().equals(name)
                    || (isBuiltIn(named.name()) && named.name().startsWith(name + "-")))
        .toList();
  }

  private String names(FileKind kind) {
    return all(kind).stream().map(Named::name).collect(Collectors.joining(", "));
  }

  private static boolean isBuiltIn(String name) {
    return BuiltIn.ALL.stream().anyMatch(named -> named.name().equals(name));
  }

  /// @param text as it was written
  public record Named(String name, FileKind kind, String text, Mapping mapping) {
    /// Whether every tenant has it.
    public boolean isBuiltIn() {
      return NamedMappings.isBuiltIn(name);
    }

    /// What the layout is, for people.
    public String title() {
      return mapping.options().title().orElse(name);
    }
  }

  /// @param name if the client named a mapping
  /// @param named the mappings of that name
  /// @param parts that the client wrote
  /// @param over what they say
  public record Wanted(Optional<String> name, List<Named> named, List<String> parts, Mapping over) {
    /// Of a client that gives no mapping.
    static final Wanted NOTHING = new Wanted(Optional.empty(), List.of(), List.of(), Mapping.NONE);

    public Wanted {
      named = List.copyOf(named);
      parts = List.copyOf(parts);
    }

    /// The text of a mapping that reads the file by a layout, if there is one, and says a part
    /// besides, in place of the client's same one.
    String with(Optional<String> layout, Optional<String> part) {
      var others = parts.stream().map(String::strip).filter(it -> !isSame(it, part));
      return Stream.of(layout.stream(), others, part.stream())
          .flatMap(Function.identity())
          .collect(Collectors.joining("; "));
    }

    private static boolean isSame(String one, Optional<String> other) {
      return other.filter(it -> ours(it).equals(ours(one))).isPresent();
    }

    private static String ours(String part) {
      return part.substring(0, part.indexOf('=')).strip();
    }

    /// How the bytes of the file are read. Of several layouts only one will fit, so they do not say
    /// it.
    ReadOptions bytes() {
      var whole = named.size() == 1 ? named.getFirst().mapping().with(over) : over;
      return whole.options().bytes();
    }
  }

  /// The mappings that every tenant has. They are read once, when the first one is needed.
  private static final class BuiltIn {
    private static final List<Named> ALL =
        text("index").lines().filter(line -> !line.isBlank()).map(BuiltIn::read).toList();

    private static Named read(String name) {
      var text =
          text(name + ".mapping")
              .lines()
              .filter(line -> !line.startsWith("#"))
              .collect(Collectors.joining(";"));
      return new Named(name, FileKind.ACTIVITY, text, Mapping.parse(FileKind.ACTIVITY, text));
    }

    private static String text(String file) {
      try (var in = NamedMappings.class.getResourceAsStream(DIRECTORY + file)) {
        if (in == null) throw new IllegalStateException("there is no resource " + file);
        return new String(in.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

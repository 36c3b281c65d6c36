package groundswell.api;

import groundswell.domain.Optimistic;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.NamedMappings;
import groundswell.domain.files.NamedMappings.Named;
import groundswell.domain.files.TenantMappings;
import groundswell.domain.files.TenantMappings.Stored;
import groundswell.domain.uploads.Upload;
import groundswell.http.Answer;
import groundswell.http.HttpProblem;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Mappings by name: the built-in ones, and the tenant's own.
final class MappingRoutes {
  private static final Set<String> FIELDS = Set.of("kind", "mapping");

  private final TenantMappings mappings;
  private final InstantSource clock;

  MappingRoutes(TenantMappings mappings, InstantSource clock) {
    this.mappings = mappings;
    this.clock = clock;
  }

  void addTo(Router<TenantAccess> router) {
    router
        .add("GET /mappings", TenantAccess.SHARED, this::list)
        .add("GET /mappings/{mapping}", TenantAccess.SHARED, this::get)
        .add("PUT /mappings/{mapping}", TenantAccess.MANAGE, this::put)
        .add("DELETE /mappings/{mapping}", TenantAccess.MANAGE, this::delete);
  }

  private Answer list(Request request) {
    return Answer.ok(new MappingList(all(request).map(MappingView::of).toList()));
  }

  private Answer get(Request request) {
    return Answer.ok(MappingView.of(find(request)));
  }

  /// Stores a mapping, in place of the tenant's one of this name. Uploads that are waiting are read
  /// by the new one.
  private Answer put(Request request) {
    var fields = Fields.of(request.json(), FIELDS);
    var kind = fields.required("kind", UploadRoutes::kind);
    var named = fields.required("mapping", text -> named(kind, name(request), text));
    fields.check();
    change(request, stored -> with(stored, named.orElseThrow()));
    return Answer.ok(MappingView.of(named.orElseThrow()));
  }

  private Answer delete(Request request) {
    var named = find(request);
    if (named.isBuiltIn()) {
      throw HttpProblem.invalid("mapping", "%s is built in".formatted(named.name()));
    }
    change(request, stored -> stored.withoutMapping(named.name(), clock.instant()));
    return Answer.ok(MappingView.of(named));
  }

  private void change(Request request, UnaryOperator<Stored> change) {
    Optimistic.whileLeft(
        "the mappings of " + request.tenant(),
        Optional.of(mappings.find(request.tenant())),
        stored -> {
          var next = change.apply(stored);
          boolean isMade =
              next.mappings().equals(stored.mappings())
                  || mappings.saveIf(request.tenant(), next, stored.version());
          return isMade ? Optional.empty() : Optional.of(mappings.find(request.tenant()));
        });
  }

  private Stored with(Stored stored, Named named) {
    try {
      return stored.with(named, clock.instant());
    } catch (IllegalArgumentException tooMany) {
      throw HttpProblem.of(ProblemCode.TOO_MANY_MAPPINGS, String.valueOf(tooMany.getMessage()));
    }
  }

  private Stream<Named> all(Request request) {
    var named = new NamedMappings(mappings.find(request.tenant()).mappings());
    return Stream.of(FileKind.values()).flatMap(kind -> named.all(kind).stream());
  }

  private Named find(Request request) {
    var name = name(request);
    return all(request)
        .filter(named -> named.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                HttpProblem.of(
                    ProblemCode.UNKNOWN_MAPPING,
                    "there is no mapping %s; GET /mappings lists them".formatted(name)));
  }

  private static String name(Request request) {
    return request.id("mapping", text -> text);
  }

  /// A wrong name is an error of the mapping's as well, since both are sent together.
  private static Named named(Optional<FileKind> kind, String name, String text) {
    if (text.length() > Upload.MAPPING_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "is longer than %d characters".formatted(Upload.MAPPING_LENGTH_MAX));
    }
    return NamedMappings.own(kind.orElse(FileKind.ACTIVITY), name, text);
  }

  record MappingList(List<MappingView> mappings) {}

  /// @param kind `activity` or `members`
  /// @param title what the layout is
  /// @param builtIn whether every tenant has it
  record MappingView(String name, String kind, String title, boolean builtIn, String mapping) {
    static MappingView of(Named named) {
      return new MappingView(
          named.name(), named.kind().label(), named.title(), named.isBuiltIn(), named.text());
    }
  }
}

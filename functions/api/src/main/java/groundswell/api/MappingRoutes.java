package groundswell.api;

import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt.Outrun;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.NamedMappings;
import groundswell.domain.files.NamedMappings.Named;
import groundswell.domain.files.TenantMappings;
import groundswell.domain.files.TenantMappings.Stored;
import groundswell.domain.uploads.Upload;
import groundswell.http.Answer;
import groundswell.http.EntityTag;
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
    return Answer.ok(
        new MappingList(all(mappings.find(request.tenant())).map(MappingView::of).toList()));
  }

  private Answer get(Request request) {
    var stored = mappings.find(request.tenant());
    return Answer.ok(MappingView.of(find(stored, request))).at(stored.version());
  }

  /// Stores a mapping, in place of the tenant's one of this name. Uploads that are waiting are read
  /// by the new one. With `If-Match`, the write is refused if any mapping of the tenant was changed
  /// meanwhile: they are one item with one version.
  private Answer put(Request request) {
    var fields = Fields.of(request.json(), FIELDS);
    var kind = fields.required("kind", UploadRoutes::kind);
    var named = fields.required("mapping", text -> named(kind, name(request), text));
    fields.check();
    var mapping = named.orElseThrow();
    return change(request, mapping, stored -> with(stored, mapping));
  }

  private Answer delete(Request request) {
    var named = find(mappings.find(request.tenant()), request);
    if (named.isBuiltIn()) {
      throw HttpProblem.invalid("mapping", "%s is built in".formatted(named.name()));
    }
    return change(request, named, stored -> stored.withoutMapping(named.name(), clock.instant()));
  }

  /// @return the mapping, with the version of what is stored then
  private Answer change(Request request, Named named, UnaryOperator<Stored> change) {
    var version =
        Optimistic.<Stored, Long>settle(
            "the mappings of " + request.tenant(),
            mappings.find(request.tenant()),
            stored -> {
              var next = change.apply(stored);
              var isMade = next.mappings().equals(stored.mappings());
              EntityTag.check(request.ifMatch(), stored.version(), isMade);
              if (isMade) return new Settled<>(stored.version());
              return mappings.saveIf(request.tenant(), next, stored.version())
                  ? new Settled<>(next.version())
                  : new Outrun<>(mappings.find(request.tenant()));
            });
    return Answer.ok(MappingView.of(named)).at(version);
  }

  private Stored with(Stored stored, Named named) {
    try {
      return stored.with(named, clock.instant());
    } catch (IllegalArgumentException tooMany) {
      throw HttpProblem.of(ProblemCode.TOO_MANY_MAPPINGS, String.valueOf(tooMany.getMessage()));
    }
  }

  private static Stream<Named> all(Stored stored) {
    var named = new NamedMappings(stored.mappings());
    return Stream.of(FileKind.values()).flatMap(kind -> named.all(kind).stream());
  }

  private static Named find(Stored stored, Request request) {
    var name = name(request);
    return all(stored)
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

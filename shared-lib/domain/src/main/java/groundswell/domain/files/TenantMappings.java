package groundswell.domain.files;

import groundswell.domain.Versions;
import groundswell.domain.files.NamedMappings.Named;
import groundswell.domain.ids.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Port: the mappings that tenants have stored under names of their own.
public interface TenantMappings {
  /// Strongly consistent.
  Stored find(TenantId tenant);

  /// Saves mappings if the tenant's still have the expected version.
  ///
  /// @return whether they were saved
  boolean saveIf(TenantId tenant, Stored next, long expected);

  /// @param mappings by name
  /// @param version [Versions#NONE] if the tenant never had any
  record Stored(List<Named> mappings, long version) {
    public Stored {
      mappings = mappings.stream().sorted(Comparator.comparing(Named::name)).toList();
    }

    /// The same with a mapping, in place of the one of its name.
    ///
    /// @throws IllegalArgumentException if there are too many
    public Stored with(Named named, Instant now) {
      var next = Stream.concat(without(named.name()).stream(), Stream.of(named)).toList();
      if (next.size() > NamedMappings.OWN_MAX) {
        throw new IllegalArgumentException(
            "a tenant has at most %d mappings; delete one first".formatted(NamedMappings.OWN_MAX));
      }
      return new Stored(next, Versions.next(version, now));
    }

    /// The same without a mapping.
    public Stored withoutMapping(String name, Instant now) {
      return new Stored(without(name), Versions.next(version, now));
    }

    private List<Named> without(String name) {
      return mappings.stream().filter(named -> !named.name().equals(name)).toList();
    }
  }
}

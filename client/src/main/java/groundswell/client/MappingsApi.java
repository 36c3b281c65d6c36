package groundswell.client;

import groundswell.client.model.NamedMapping;
import java.util.List;

/// Mappings of other layouts, by name.
public final class MappingsApi {
  private final ApiClient api;

  public MappingsApi(ApiClient api) {
    this.api = api;
  }

  /// Stores a mapping of the tenant's own.
  ///
  /// @param kind `activity` or `members`
  public Answer<NamedMapping> put(String name, String kind, String mapping) {
    return api.put(path(name), Json.write(new Body(kind, mapping))).as(NamedMapping.class);
  }

  public Answer<NamedMapping> find(String name) {
    return api.get(path(name)).as(NamedMapping.class);
  }

  public Answer<List<NamedMapping>> list() {
    return api.get("/mappings").as(MappingList.class).map(MappingList::mappings);
  }

  public Answer<NamedMapping> delete(String name) {
    return api.delete(path(name)).as(NamedMapping.class);
  }

  private static String path(String name) {
    return "/mappings/" + name;
  }

  private record Body(String kind, String mapping) {}

  private record MappingList(List<NamedMapping> mappings) {}
}

package groundswell.client;

import groundswell.client.model.Settings;
import java.util.OptionalLong;

/// All that a tenant decides for itself.
public final class SettingsApi {
  private static final String PATH = "/settings";

  private final ApiClient api;

  public SettingsApi(ApiClient api) {
    this.api = api;
  }

  public Answer<Settings> find() {
    return api.get(PATH).as(Settings.class);
  }

  /// Replaces the settings. A version in them is the one that must be stored.
  ///
  /// @param settings in YAML, or in JSON, which is also YAML
  public Answer<Settings> put(String settings) {
    return api.put(PATH, settings, "application/yaml", OptionalLong.empty()).as(Settings.class);
  }
}

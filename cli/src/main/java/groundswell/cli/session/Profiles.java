package groundswell.cli.session;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundswell.client.ErrorCode;
import groundswell.client.FileErrors;
import groundswell.client.Json;
import groundswell.client.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The profiles file: settings by name, so that nobody types them with each command. It is
/// `groundswell/profiles.yaml` in the user's folder for settings
/// (<https://specifications.freedesktop.org/basedir-spec/latest/>).
final class Profiles {
  /// The profile that is used if none is named.
  private static final String DEFAULT = "default";

  private final Environment environment;

  Profiles(Environment environment) {
    this.environment = environment;
  }

  /// @param name the profile on the command line, if any; else the environment's, else `default`
  /// @throws CommandException if it is named and not there, or the file is wrong
  SettingsProfile chosen(@Nullable String name) {
    var named = Optional.ofNullable(name).or(() -> environment.variable("GROUNDSWELL_PROFILE"));
    var file = file();
    var profiles = file.filter(Files::exists).map(Profiles::read).orElse(Map.of());
    var profile = profiles.get(named.orElse(DEFAULT));
    if (profile != null) return profile;
    if (named.isEmpty()) return SettingsProfile.EMPTY;
    throw new CommandException(
        ErrorCode.SETTINGS,
        "there is no profile \"%s\" in %s"
            .formatted(named.get(), file.map(Path::toString).orElse("")),
        profiles.isEmpty()
            ? "docs/command.md shows how to write one"
            : "there are: %s".formatted(String.join(", ", profiles.keySet())));
  }

  /// The token of a profile.
  String token(SettingsProfile profile) {
    if (profile.token() != null) return profile.token();
    return PrivateFile.read("the token", resolved(String.valueOf(profile.tokenFile())));
  }

  private Path resolved(String tokenFile) {
    var home = environment.variable("HOME").orElse("");
    var path =
        tokenFile.startsWith("~/") ? Path.of(home, tokenFile.substring(2)) : Path.of(tokenFile);
    return file().map(file -> file.resolveSibling(path)).orElse(path);
  }

  private Optional<Path> file() {
    return environment
        .variable("XDG_CONFIG_HOME")
        .map(Path::of)
        .or(() -> environment.variable("HOME").map(home -> Path.of(home, ".config")))
        .map(folder -> folder.resolve("groundswell").resolve("profiles.yaml"));
  }

  private static Map<String, SettingsProfile> read(Path file) {
    try {
      Map<String, SettingsProfile> profiles =
          new YAMLMapper()
              .readValue(
                  Files.readString(file), new TypeReference<TreeMap<String, SettingsProfile>>() {});
      if (profiles == null) return Map.of();
      profiles.replaceAll((_, profile) -> profile == null ? SettingsProfile.EMPTY : profile);
      if (profiles.values().stream().anyMatch(profile -> profile.token() != null))
        PrivateFile.check(file);
      return profiles;
    } catch (JsonProcessingException e) {
      throw new CommandException(wrong(file, e));
    } catch (IOException e) {
      throw new CommandException(FileErrors.notRead(file, e));
    }
  }

  /// What is wrong, without the text itself: it may be a secret. The parser knows the line of a
  /// fault in the syntax, and the profile of a setting that does not exist.
  private static Problem wrong(Path file, JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown)
      return Problem.of(
          ErrorCode.SETTINGS,
          "%s, profile %s: there is no setting \"%s\""
              .formatted(
                  file, unknown.getPath().getFirst().getFieldName(), unknown.getPropertyName()),
          unknown.getKnownPropertyIds().stream()
              .map(Object::toString)
              .sorted()
              .collect(joining(", ", "there are: ", "")));
    return Problem.at(
        ErrorCode.SETTINGS,
        file,
        Json.lineOf(e),
        "it is not YAML with a name for each profile and its settings below");
  }
}

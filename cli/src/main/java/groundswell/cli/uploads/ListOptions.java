package groundswell.cli.uploads;

import groundswell.client.UploadFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which uploads are listed.
final class ListOptions {
  @Option(names = "--kind", description = "activity or members.")
  private @Nullable String kind;

  @Option(names = "--state", description = "For example checked, completed or refused.")
  private @Nullable String state;

  @Option(names = "--by", paramLabel = "WHO", description = "Who asked for it.")
  private @Nullable String createdBy;

  @Option(names = "--since", paramLabel = "TIME", description = "Created since, for example 2h.")
  private @Nullable Instant since;

  @Option(names = "--until", paramLabel = "TIME", description = "Created before.")
  private @Nullable Instant until;

  UploadFilter filter() {
    return new UploadFilter(kind, state, createdBy, since, until);
  }
}

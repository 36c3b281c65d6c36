package groundswell.cli.options;

import groundswell.cli.session.CommandException;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.UploadId;
import java.util.function.Function;

/// Reads ids on the command line.
public final class Ids {
  private Ids() {}

  public static ChallengeId challenge(String text) {
    return id(text, ChallengeId::new);
  }

  public static MemberId member(String text) {
    return id(text, MemberId::new);
  }

  public static MetricId metric(String text) {
    return id(text, MetricId::new);
  }

  public static SourceId source(String text) {
    return id(text, SourceId::new);
  }

  public static UploadId upload(String text) {
    return id(text, UploadId::new);
  }

  private static <T> T id(String text, Function<String, T> type) {
    try {
      return type.apply(text);
    } catch (IllegalArgumentException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    }
  }
}

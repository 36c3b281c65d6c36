package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.files.FileKind;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Storing;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoosingALane {
  private static final int LIVE_ROWS_MAX = 2_000;

  private final UploadWorld world = new UploadWorld();

  @Test
  void isLiveForASmallFileAndBulkForALargerOne() {
    assertThat(laneOf(LIVE_ROWS_MAX)).isEqualTo(Lane.LIVE);
    assertThat(laneOf(LIVE_ROWS_MAX + 1)).isEqualTo(Lane.BULK);
  }

  @Test
  void isBulkForSmallFilesOnceTheyAreMany() {
    assertThat(laneOf(LIVE_ROWS_MAX - 1)).isEqualTo(Lane.LIVE);
    assertThat(laneOf(1)).isEqualTo(Lane.LIVE);
    assertThat(laneOf(1)).isEqualTo(Lane.BULK);

    world.drain();

    assertThat(laneOf(1)).isEqualTo(Lane.LIVE);
  }

  /// Partitions a file, and leaves it storing.
  private Lane laneOf(int rows) {
    world.register("ann");
    var text =
        ACTIVITY_HEADER
            + IntStream.range(0, rows)
                .mapToObj(i -> "ann,2026-03-18,steps,%d\n".formatted(i))
                .collect(Collectors.joining());
    Upload upload =
        world.announce(
            FileKind.ACTIVITY, text.length(), new UploadPolicy.Partial(), Optional.empty());
    world.send(upload, text.getBytes(UTF_8));
    world.partition();
    return ((Storing) world.stored(upload).state()).lane();
  }
}

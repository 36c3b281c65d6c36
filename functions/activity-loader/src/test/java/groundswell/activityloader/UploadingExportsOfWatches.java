package groundswell.activityloader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import groundswell.domain.Quantity;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.files.FileKind;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Completed;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UploadingExportsOfWatches {
  private final UploadWorld world = new UploadWorld();

  @Test
  void readsAWatchsFileOfOneMember() {
    world.register("000382");

    var upload =
        loadMapped(
            """
            com.samsung.shealth.step_daily_trend,1,2
            source_type,count,deviceuuid,day_time,
            0,4000,phone,1773792000000,
            -2,10412,all,1773792000000,
            """,
            "member_id='000382'");

    assertThat(upload.state())
        .asInstanceOf(type(Completed.class))
        .extracting(Completed::counts)
        .isEqualTo(new RowCounts(1, 0, 1, 0));
    assertThat(world.march("000382").month().dayValues(SourcePolicy.HIGHEST))
        .isEqualTo(Map.of(18, Quantity.of(10_412)));
    assertThat(world.uploads.remarks(world.tenant, upload.id()).notes())
        .singleElement()
        .asString()
        .startsWith("recognised by its header as samsung-health-trend (");
  }

  @Test
  void addsUpTheActivitiesOfADayHoweverOftenTheFileComes() {
    world.register("ann");
    var file =
        """
        Activity ID,Activity Date,Moving Time,Total Steps
        1,"Mar 18, 2026, 6:30:05 AM",1800,4000
        2,"Mar 18, 2026, 5:10:00 PM",600,500
        """;

    loadMapped(file, "strava; member_id='ann'");
    loadMapped(file, "strava; member_id='ann'");

    assertThat(world.march("ann").month().dayValues(SourcePolicy.HIGHEST))
        .isEqualTo(Map.of(18, Quantity.of(4_500)));
  }

  private Upload loadMapped(String text, String mapping) {
    var upload =
        world.announce(
            FileKind.ACTIVITY,
            text.getBytes(UTF_8).length,
            new UploadPolicy.Partial(),
            Optional.of(mapping));
    world.send(upload, text.getBytes(UTF_8));
    world.drain();
    return world.stored(upload);
  }
}

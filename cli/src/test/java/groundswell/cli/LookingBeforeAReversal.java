package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LookingBeforeAReversal {
  private static final String UPLOAD = "01a210206e03-111a77ccd2190467";

  @AutoClose private final LoopbackApi api = new LoopbackApi();

  @Test
  void saysWhatWouldChangeAndWhatCanNot() {
    api.answer(part("\"part\": 0, \"parts\": 1, \"members\": 33"));

    assertThat(run().expect(0).out())
        .contains("would change 7 days of 33 members: 3 would be empty, 4 would fall back to")
        .contains("  2 days of its rows would stay as they are, because something else counts\n")
        .contains("  1 month can't be taken back, because their members were erased\n")
        .contains(
            "nothing is changed. To do it: groundswell upload revert %s --wait".formatted(UPLOAD))
        .doesNotContain("not looked at");
    assertThat(api.bodies()).isEmpty();
  }

  @Test
  void looksAtTheFirstThirtyThousandMembers() {
    api.answer(part("\"part\": 1, \"parts\": 9, \"members\": 16000, \"next\": \"2\""));

    assertThat(run().expect(0).out())
        .contains("would change 14 days of 32,000 members")
        .contains(
            "these figures are for the first 2 of 9 parts of the file; the others were not"
                + " checked\n");
    assertThat(api.tokens()).hasSize(2);
  }

  private static String part(String fields) {
    return "{%s, \"days_emptied\": 3, \"days_changed\": 4, \"days_unchanged\": 2, \"months_gone\": 1, \"removed\": 7, \"restored\": 4, \"stayed\": 2}"
        .formatted(fields);
  }

  private Ran run() {
    return Ran.command(
        Map.of("GROUNDSWELL_ENDPOINT", api.url(""), "GROUNDSWELL_TOKEN", "token"),
        "upload",
        "revert",
        UPLOAD,
        "--check");
  }
}

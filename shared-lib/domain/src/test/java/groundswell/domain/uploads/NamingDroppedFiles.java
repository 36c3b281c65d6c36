package groundswell.domain.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.files.FileKind;
import groundswell.domain.ids.TenantId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a key of the inbox says about its file, and which upload a version of it is.
class NamingDroppedFiles {
  private static final Instant THEN = Instant.parse("2026-03-20T12:00:00Z");
  private static final UploadPolicy POLICY = new UploadPolicy.Partial();

  @ParameterizedTest
  @CsvSource({"members, MEMBERS", "activity, ACTIVITY"})
  void saysWhoseAndOfWhichKindAFileIs(String folder, FileKind kind) {
    var file = InboxFile.of("inbox/acme/" + folder + "/2026/a.csv").orElseThrow();

    assertThat(file.tenant()).isEqualTo(new TenantId("acme"));
    assertThat(file.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inbox/acme/a.csv",
        "inbox/a.csv",
        "inbox/acme/other/a.csv",
        "inbox/acme/MEMBERS/a.csv",
        "inbox//members/a.csv",
        "inbox/../members/a.csv",
        "inbox/a b/members/a.csv",
        "uploads/acme/a.csv",
      })
  void isInNoFolderOtherwise(String key) {
    assertThatThrownBy(() -> InboxFile.of(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isOneUploadForEachVersionHoweverOftenItIsTold() {
    var key = "inbox/acme/activity/a.csv";

    var upload = upload(key, "v1", THEN);

    assertThat(upload(key, "v1", THEN)).isEqualTo(upload);
    assertThat(upload(key, "v2", THEN).id()).isNotEqualTo(upload.id());
    assertThat(upload("inbox/acme/activity/b.csv", "v1", THEN).id()).isNotEqualTo(upload.id());
    assertThat(upload.inboxKey()).contains(key);
  }

  /// The ids of uploads that are asked for have this form as well.
  @Test
  void hasAnIdThatSortsByTime() {
    var upload = upload("inbox/acme/activity/a.csv", "v1", THEN);
    var later = upload("inbox/acme/activity/a.csv", "v2", THEN.plusSeconds(1));

    assertThat(upload.id().value()).matches("[0-9a-f]{12}-[0-9a-f]{16}");
    assertThat(upload.id().value()).startsWith("%012x-".formatted(THEN.toEpochMilli()));
    assertThat(later.id()).isGreaterThan(upload.id());
  }

  private static Upload upload(String key, String version, Instant storedAt) {
    return InboxFile.of(key).orElseThrow().upload(version, storedAt, 9, POLICY);
  }
}

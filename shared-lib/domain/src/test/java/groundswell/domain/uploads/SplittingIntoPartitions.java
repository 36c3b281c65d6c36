package groundswell.domain.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.ids.MemberId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplittingIntoPartitions {
  @Test
  void followsFromTheSizeOfTheFile() {
    assertThat(Partitions.ofFile(1, false).count()).isEqualTo(1);
    assertThat(Partitions.ofFile(Partitions.BYTES, false).count()).isEqualTo(1);
    assertThat(Partitions.ofFile(Partitions.BYTES + 1, false).count()).isEqualTo(2);
    assertThat(Partitions.ofFile(Partitions.BYTES, true).count())
        .isEqualTo(Partitions.PACKED_RATIO);
    assertThat(Partitions.ofFile(Upload.SIZE_BYTES_MAX, true).count())
        .isEqualTo(Partitions.COUNT_MAX);
  }

  @Test
  void hasSoManyThatAPartitionOfACompleteFileHasFewMembers() {
    var one = Partitions.ofFile(1, false);

    assertThat(one.forMembers(0).count()).isEqualTo(1);
    assertThat(one.forMembers(Partitions.MEMBERS).count()).isEqualTo(1);
    assertThat(one.forMembers(Partitions.MEMBERS + 1).count()).isEqualTo(2);
    assertThat(one.forMembers(1_000_000_000).count()).isEqualTo(Partitions.COUNT_MAX);
    assertThat(new Partitions(9).forMembers(1).count()).isEqualTo(9);
  }

  @Test
  void hasALimit() {
    assertThatThrownBy(() -> new Partitions(Partitions.COUNT_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1025 partitions");
    assertThatThrownBy(() -> new Partitions(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void spreadsMembersEvenlyAndAlwaysInTheSameWay() {
    var partitions = new Partitions(50);

    var sizes =
        IntStream.range(0, 50_000)
            .mapToObj(i -> new MemberId("m-%06d".formatted(i)))
            .collect(Collectors.groupingBy(partitions::of, Collectors.counting()));

    assertThat(sizes).hasSize(50);
    assertThat(sizes.values()).allMatch(size -> size > 800 && size < 1_200);
    assertThat(partitions.of(new MemberId("ann")))
        .isEqualTo(new Partitions(50).of(new MemberId("ann")));
  }
}

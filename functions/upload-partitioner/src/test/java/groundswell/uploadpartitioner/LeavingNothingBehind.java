package groundswell.uploadpartitioner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that crashes can delete nothing, so the next process does.
class LeavingNothingBehind {
  private static final long OWN = ProcessHandle.current().pid();

  /// More than any system gives.
  private static final long NONE = 1L << 40;

  private @TempDir Path temporary;

  @Test
  void deletesTheFilesOfProcessesThatHaveEnded() throws IOException {
    crashed(NONE);
    var other = Files.createDirectory(temporary.resolve("upload-of-nobody"));

    new RunFolders(temporary, OWN).create();

    assertThat(left()).containsExactlyInAnyOrder(other, ofProcess(OWN));
  }

  /// A function that is started again after a crash may have the number of the crashed process.
  @Test
  void deletesTheFilesOfAnEarlierProcessWithTheSameNumber() throws IOException {
    crashed(OWN);

    var run = new RunFolders(temporary, OWN).create();

    assertThat(run).isEmptyDirectory().hasParent(ofProcess(OWN));
    assertThat(ofProcess(OWN))
        .isDirectoryContaining(run::equals)
        .isDirectoryNotContaining(it -> !it.equals(run));
  }

  @Test
  void keepsTheFilesOfAProcessThatRuns() throws IOException {
    crashed(OWN);

    new RunFolders(temporary, NONE).create();

    assertThat(ofProcess(OWN)).isNotEmptyDirectory();
  }

  private void crashed(long process) throws IOException {
    var run = new RunFolders(temporary, process).create();
    Files.writeString(run.resolve("spool"), "rows");
  }

  private Path ofProcess(long process) {
    return temporary.resolve("upload-of-" + process);
  }

  private List<Path> left() throws IOException {
    try (var all = Files.list(temporary)) {
      return all.toList();
    }
  }
}

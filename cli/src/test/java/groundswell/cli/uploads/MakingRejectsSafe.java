package groundswell.cli.uploads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakingRejectsSafe {
  @TempDir private Path folder;

  @Test
  void marksEachCellThatWouldBeAFormulaAsText() throws IOException {
    assertThat(
            safe(
                "a,b,line,error,field,message\n=1,@x,2,bad,\"a\",\"is -1\"\n-2,\"+3,=4\",3,bad,\"\",\"x\"\n"))
        .isEqualTo(
            "a,b,line,error,field,message\n'=1,'@x,2,bad,\"a\",\"is -1\"\n'-2,\"'+3,=4\",3,bad,\"\",\"x\"\n");
  }

  @Test
  void knowsTheSeparatorOfTheFile() throws IOException {
    assertThat(safe("a;b;line;error;field;message\r\n1,-5;=2;2;bad;\"\";\"x\"\r\n"))
        .isEqualTo("a;b;line;error;field;message\r\n1,-5;'=2;2;bad;\"\";\"x\"\r\n");
  }

  @Test
  void isNotMisledByStrayQuotes() throws IOException {
    assertThat(safe("a,b,line,error,field,message\n5\" tall,=1,2,x\n\"open,=1,3,x\n=2,b,4,x\n"))
        .isEqualTo("a,b,line,error,field,message\n5\" tall,'=1,2,x\n\"open,=1,3,x\n'=2,b,4,x\n");
  }

  @Test
  void leavesAllOtherBytes() throws IOException {
    var text = "a,line,error,field,message\nJ\u00fcrgen \"x\" \u0080,2,bad,\"\",\"x\"\n";

    assertThat(safe(text)).isEqualTo(text);
  }

  /// @param text its bytes, each as one character
  private String safe(String text) throws IOException {
    var file = Files.writeString(folder.resolve("rejects.csv"), text, ISO_8859_1);
    SafeCsv.makeSafe(file);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
    return Files.readString(file, ISO_8859_1);
  }
}

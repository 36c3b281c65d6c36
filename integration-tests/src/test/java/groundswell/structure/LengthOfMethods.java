package groundswell.structure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// A method of the product fits on a screen. The compiler's own parser finds where one begins and
/// ends, including annotations.
class LengthOfMethods {
  private static final int LINES_MAX = 40;

  private record Method(String place, long lines) {}

  @Test
  void isThatOfAScreenAtMost() throws IOException {
    assertThat(methods()).isNotEmpty().filteredOn(method -> method.lines() > LINES_MAX).isEmpty();
  }

  private static List<Method> methods() throws IOException {
    var compiler = requireNonNull(ToolProvider.getSystemJavaCompiler());
    var methods = new ArrayList<Method>();
    try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
      var sources = files.getJavaFileObjectsFromPaths(OurClasses.SOURCES);
      var task = (JavacTask) compiler.getTask(null, files, null, null, null, sources);
      var positions = Trees.instance(task).getSourcePositions();
      for (var file : task.parse()) new Methods(file, positions).scan(file, methods);
    }
    return methods;
  }

  private static final class Methods extends TreeScanner<Void, List<Method>> {
    private final CompilationUnitTree file;
    private final SourcePositions positions;

    Methods(CompilationUnitTree file, SourcePositions positions) {
      this.file = file;
      this.positions = positions;
    }

    @Override
    public Void visitMethod(MethodTree method, List<Method> found) {
      var first = line(positions.getStartPosition(file, method));
      var last = line(positions.getEndPosition(file, method));
      found.add(
          new Method(
              "%s:%d %s".formatted(file.getSourceFile().getName(), first, method.getName()),
              last - first + 1));
      return super.visitMethod(method, found);
    }

    private long line(long position) {
      return file.getLineMap().getLineNumber(position);
    }
  }
}

package groundswell.structure;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;

/// What we wrote, without the tests.
final class OurClasses {
  static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("groundswell");

  static final List<Path> SOURCES =
      Repository.files("", ".java").stream()
          .filter(path -> path.toString().contains("/src/main/java/"))
          .toList();

  private OurClasses() {}
}

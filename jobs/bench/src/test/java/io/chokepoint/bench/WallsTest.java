package io.chokepoint.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.chokepoint.bench",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
  @ArchTest
  static final ArchRule theLauncherIsNotKnown =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("io.chokepoint.cli..");

  @ArchTest
  static final ArchRule onlyOnePackageReadsFlinksSnapshots =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.chokepoint.bench.state.savepoint")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink.runtime.state..", "org.apache.flink.runtime.checkpoint..");
}

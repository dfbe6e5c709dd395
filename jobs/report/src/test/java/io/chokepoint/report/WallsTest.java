package io.chokepoint.report;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The report is words and pictures of results: it knows no platform, and nothing of their making.
 */
@AnalyzeClasses(
    packages = "io.chokepoint.report",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  @ArchTest
  static final ArchRule itKnowsResultsTheNetworkAndItsTemplates =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "org.jspecify..",
                  "gg.jte..",
                  "io.chokepoint.report..",
                  "io.chokepoint.results..",
                  "io.chokepoint.domain.network..",
                  "io.chokepoint.domain.conversion.."));

  @ArchTest
  static final ArchRule onlyTheFileKnowsTheTemplates =
      noClasses()
          .that(
              describe(
                  "work out what the templates show",
                  (JavaClass type) ->
                      !type.getPackageName().equals("io.chokepoint.report.page")
                          && !type.getSimpleName().equals("ReportFile")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("gg.jte..");

  @ArchTest
  static final ArchRule wordsKnowNoPictures =
      noClasses()
          .that()
          .resideInAPackage("io.chokepoint.report.words")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.chokepoint.report.tally", "io.chokepoint.report.picture");

  @ArchTest
  static final ArchRule talliesKnowNoPictures =
      noClasses()
          .that()
          .resideInAPackage("io.chokepoint.report.tally")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.chokepoint.report.words", "io.chokepoint.report.picture");
}

package io.chokepoint.bottleneck;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the job may need, and what its rooms may need of each other. */
@AnalyzeClasses(
    packages = "io.chokepoint.bottleneck",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
  @ArchTest
  static final ArchRule itNeedsNeitherTheSimulatorNorTheLauncherNorTheConsole =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.chokepoint.datagen..", "io.chokepoint.cli..", "io.chokepoint.console..");

  @ArchTest
  static final ArchRule flinksOperatorsAreUsedInOnePackageThatSaysWhy =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.chokepoint.bottleneck.operator.local")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "org.apache.flink.streaming.api.operators..",
                      "org.apache.flink.streaming.runtime..",
                      "org.apache.flink.runtime..")
                  // What a function that keeps operator state is given, and public.
                  .and(not(simpleNameStartingWith("Function"))));

  @ArchTest
  static final ArchRule readingAndWritingKnowNothingOfTheOperators =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..bottleneck.io..", "..bottleneck.record..", "..bottleneck.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..bottleneck.operator..");

  @ArchTest
  static final ArchRule theJobItselfIsKnownToNobodyBelowIt =
      noClasses()
          .that()
          .resideInAnyPackage("io.chokepoint.bottleneck.*..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.Bottleneck(Job|Run|Pipeline)")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("JobOptions");
}

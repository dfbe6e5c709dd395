package io.chokepoint.datagen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.chokepoint.datagen",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DatagenArchitectureTest {
  @ArchTest
  static final ArchRule knowsNeitherTheJobsNorFlink =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "io.chokepoint.bottleneck..",
              "io.chokepoint.notifier..",
              "io.chokepoint.console..",
              "io.chokepoint.cli..");

  @ArchTest
  static final ArchRule usesOfTheDomainTheNetworkAlone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.chokepoint.domain.journey..",
              "io.chokepoint.domain.conversion..",
              "io.chokepoint.domain.detection..",
              "io.chokepoint.domain.diagnosis..",
              "io.chokepoint.domain.alert..");

  @ArchTest
  static final ArchRule onlySinksAndWhatRecordsOrReplaysKnowKafka =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.chokepoint.datagen.sink", "io.chokepoint.datagen.recording.kafka")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule theSimulationHasNoWallClockAndNoUnseededChance =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(java.util.Random.class)
          .orShould()
          .callConstructor(java.util.SplittableRandom.class)
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule theSimulationDoesNotKnowItsSinks =
      noClasses()
          .that()
          .resideInAPackage("io.chokepoint.datagen")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.chokepoint.datagen.sink");
}

package io.chokepoint.console;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The console shows what topics say: it knows no job, no network file and no detector. */
@AnalyzeClasses(
    packages = "io.chokepoint.console",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  @ArchTest
  static final ArchRule itKnowsResultsKafkaAndHttp =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "org.jspecify..",
                  "org.slf4j..",
                  "org.apache.avro..",
                  "org.apache.kafka..",
                  "com.fasterxml.jackson..",
                  "io.vertx..",
                  "io.chokepoint.console..",
                  "io.chokepoint.results..",
                  "io.chokepoint.schemas..",
                  "io.chokepoint.domain.conversion.."));

  @ArchTest
  static final ArchRule onlyTheReaderKnowsKafka =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.chokepoint.console.read")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule whatIsShownKnowsNoHttpServer =
      noClasses()
          .that()
          .resideInAnyPackage("io.chokepoint.console.memory", "io.chokepoint.console.view")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "io.chokepoint.console.http");
}

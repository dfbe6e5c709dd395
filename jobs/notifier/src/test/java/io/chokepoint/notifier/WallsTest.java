package io.chokepoint.notifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the notifier may need. */
@AnalyzeClasses(
    packages = "io.chokepoint.notifier",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
  @ArchTest
  static final ArchRule itNeedsNothingOfTheOtherJob =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.chokepoint.bottleneck..",
              "io.chokepoint.datagen..",
              "io.chokepoint.cli..",
              "io.chokepoint.console..");

  @ArchTest
  static final ArchRule onlyTheChannelKnowsTheHttpClient =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.http\\.(HttpChannel|PinnedResolver).*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hc..");

  @ArchTest
  static final ArchRule followingEpisodesKnowsNothingOfHowTheyAreTold =
      noClasses()
          .that()
          .resideInAPackage("..notifier.operator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..notifier.http..", "..notifier.io..");
}

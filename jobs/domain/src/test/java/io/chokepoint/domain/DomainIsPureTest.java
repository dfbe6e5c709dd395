package io.chokepoint.domain;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The domain's answers depend on its arguments alone: no platform, no clock, no chance. */
@AnalyzeClasses(
    packages = "io.chokepoint.domain",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DomainIsPureTest {

  private static final Set<String> CLOCK_METHODS = Set.of("currentTimeMillis", "nanoTime");

  private static final Set<String> RANDOM_TYPES =
      Set.of("java.util.Random", "java.util.SplittableRandom");

  @ArchTest
  static final ArchRule itNeedsTheJdkNullnessAndDistributionsOnly =
      classes()
          .that()
          .resideOutsideOfPackage("io.chokepoint.domain.network..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "org.jspecify..",
                  "org.apache.commons.statistics..",
                  "io.chokepoint.domain.."))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theNetworkFileMayNeedJacksonsStreamingParsersToo =
      classes()
          .that()
          .resideInAPackage("io.chokepoint.domain.network..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "org.jspecify..",
                  "com.fasterxml.jackson.core..",
                  "com.fasterxml.jackson.dataformat.yaml..",
                  "io.chokepoint.domain.."));

  @ArchTest
  static final ArchRule itDoesNotLog =
      noClasses()
          .should()
          .dependOnClassesThat(resideInAnyPackage("java.util.logging.."))
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.lang\\.System\\$Logger.*");

  @ArchTest
  static final ArchRule itHasNoClock =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .callCodeUnitWhere(describe("it reads the clock", DomainIsPureTest::readsClock));

  @ArchTest
  static final ArchRule itLeavesNothingToChance =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.security\\.SecureRandom")
          .orShould()
          .callCodeUnitWhere(describe("it is unseeded", DomainIsPureTest::isUnseeded));

  private static boolean readsClock(JavaCodeUnitAccess<?> call) {
    CodeUnitAccessTarget target = call.getTarget();
    String owner = target.getOwner().getName();
    return (owner.equals("java.lang.System") && CLOCK_METHODS.contains(target.getName()))
        || (owner.startsWith("java.time.") && target.getName().equals("now"))
        || (owner.equals("java.util.Date") && isConstructorWithoutArguments(target));
  }

  private static boolean isUnseeded(JavaCodeUnitAccess<?> call) {
    CodeUnitAccessTarget target = call.getTarget();
    String owner = target.getOwner().getName();
    return (RANDOM_TYPES.contains(owner) && isConstructorWithoutArguments(target))
        || (owner.equals("java.lang.Math") && target.getName().equals("random"))
        || (owner.equals("java.util.UUID") && target.getName().equals("randomUUID"));
  }

  private static boolean isConstructorWithoutArguments(CodeUnitAccessTarget target) {
    return target.getName().equals("<init>") && target.getRawParameterTypes().isEmpty();
  }
}

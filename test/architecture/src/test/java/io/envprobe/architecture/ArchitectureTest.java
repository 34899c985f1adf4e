package io.envprobe.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.envprobe");

  /** A third-party library and the one package (with what is below it) that may see it. */
  private static final List<List<String>> CONFINED =
      List.of(
          List.of("com.sun.jna..", "io.envprobe.nativeaccess.."),
          List.of("oshi..", "io.envprobe.cpu.internal.oshi.."),
          List.of("org.jocl..", "io.envprobe.nativeaccess.child.."),
          List.of("org.snakeyaml..", "io.envprobe.requirement.internal.yaml.."));

  @Test
  void eachThirdPartyLibraryIsSeenByOnePackageOnly() {
    for (List<String> pair : CONFINED) {
      noClasses()
          .that()
          .resideOutsideOfPackage(pair.get(1))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(pair.get(0))
          .because(pair.get(0) + " is confined to " + pair.get(1))
          .check(CLASSES);
    }
  }

  @Test
  void onlyReadersOfJsonAndTheCommandsSeeGson() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.envprobe.json..",
            "io.envprobe.tag.variant.json..",
            "io.envprobe.requirement.internal.json..",
            "io.envprobe.fleet.internal..",
            "io.envprobe.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.gson..")
        .check(CLASSES);
  }

  @Test
  void onlyHostTouchesFilesEnvironmentAndProcesses() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages("io.envprobe.host..", "io.envprobe.nativeaccess..")
            .and()
            .doNotHaveFullyQualifiedName("io.envprobe.cli.Start") // Loads all the others.
            .should()
            .dependOnClassesThat(
                describe(
                    "touch files or processes",
                    type ->
                        List.of(
                                "java.nio.file.Files",
                                "java.io.File",
                                "java.io.FileInputStream",
                                "java.io.RandomAccessFile",
                                "java.io.FileReader",
                                "java.io.FileWriter",
                                "java.nio.channels.FileChannel",
                                "java.lang.Process",
                                "java.lang.ProcessBuilder")
                            .contains(type.getName())))
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class, String.class)
            .orShould()
            .callMethod(System.class, "load", String.class)
            .orShould()
            .callMethod(System.class, "loadLibrary", String.class);
    rule.check(CLASSES);
  }

  @Test
  void nothingButTheEntryOfTheProgramPrintsOrEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.envprobe.samples..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.envprobe.cli.Main")
        .and()
        .resideOutsideOfPackage("io.envprobe.nativeaccess.child..")
        .should()
        .callMethod(Runtime.class, "halt", int.class)
        .check(CLASSES);
  }

  @Test
  void vocabulariesAndMarkersNeverProbe() {
    noClasses()
        .that()
        .resideInAnyPackage("io.envprobe.marker..", "io.envprobe.tag..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.envprobe.host..", "io.envprobe.probe..", "io.envprobe.json..")
        .check(CLASSES);
  }

  @Test
  void probesKnowNoMarkersAndNoOtherProbes() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.envprobe.cpu..", "io.envprobe.libs..", "io.envprobe.gpu..", "io.envprobe.probe..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.envprobe.marker..", "io.envprobe.tag..", "io.envprobe.cli..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.envprobe.cpu..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.envprobe.libs..", "io.envprobe.gpu..", "io.envprobe.binaries..")
        .check(CLASSES);
  }

  @Test
  void artifactsAndTheEngineSeeNoProbeButTheLibrariesOnes() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.envprobe.artifact..", "io.envprobe.requirement..", "io.envprobe.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.envprobe.cpu..", "io.envprobe.gpu..", "io.envprobe.nativeaccess..")
        .check(CLASSES);
  }

  @Test
  void readersOfBinariesDependOnNothing() {
    classes()
        .that()
        .resideInAPackage("io.envprobe.binaries..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "io.envprobe.binaries..", "org.jspecify.annotations"))
        .check(CLASSES);
  }

  @Test
  void theChildProcessStandsAlone() {
    classes()
        .that()
        .resideInAPackage("io.envprobe.nativeaccess.child..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "com.sun.jna..",
                "org.jocl..",
                "io.envprobe.nativeaccess.child..",
                "org.jspecify.annotations"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.envprobe.nativeaccess.child..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.envprobe.nativeaccess.child..")
        .because("it runs in a process of its own only")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.envprobe.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching("io.envprobe.cli.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noFieldIsPublicAndMutableAndNoStaticFieldChanges() {
    fields()
        .that()
        .arePublic()
        .or()
        .areStatic()
        .should()
        .beFinal()
        .orShould()
        .haveModifier(JavaModifier.VOLATILE)
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .check(CLASSES);
  }
}

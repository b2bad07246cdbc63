package dev.interlace.properties.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.interlace");

  @Test
  void all_four_modules_are_seen() {
    for (var module : new String[] {"engine", "model", "traces", "properties"}) {
      assertThat(CLASSES.stream().anyMatch(each -> each.getPackageName().startsWith("dev.interlace." + module + "."))).as(module).isTrue();
    }
  }

  @Test
  void modules_point_one_way() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("engine").definedBy("dev.interlace.engine..")
        .layer("model").definedBy("dev.interlace.model..")
        .layer("traces").definedBy("dev.interlace.traces..")
        .layer("properties").definedBy("dev.interlace.properties..")
        .whereLayer("properties").mayNotBeAccessedByAnyLayer()
        .whereLayer("traces").mayOnlyBeAccessedByLayers("properties")
        .whereLayer("model").mayOnlyBeAccessedByLayers("traces", "properties")
        .check(CLASSES);
  }

  @Test
  void packages_of_a_module_form_no_cycle() {
    slices().matching("dev.interlace.(*).(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void the_engine_knows_no_library() {
    noClasses().that().resideInAPackage("dev.interlace.engine..")
        .should().dependOnClassesThat().resideOutsideOfPackages("java..", "dev.interlace.engine..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void the_model_knows_no_library_but_luaj() {
    noClasses().that().resideInAPackage("dev.interlace.model..")
        .should().dependOnClassesThat().resideOutsideOfPackages("java..", "dev.interlace..", "org.jspecify..", "org.luaj..", "jdk.net..")
        .check(CLASSES);
  }

  @Test
  void sockets_stay_in_the_port_of_the_model() {
    noClasses().that().resideInAPackage("dev.interlace.model..").and().resideOutsideOfPackage("dev.interlace.model.serve..")
        .should().dependOnClassesThat().resideInAnyPackage("java.net..", "java.nio.channels..")
        .check(CLASSES);
  }

  @Test
  void luaj_stays_in_the_script_packages() {
    noClasses().that().resideOutsideOfPackage("dev.interlace.model.script..")
        .should().dependOnClassesThat().resideInAPackage("org.luaj..")
        .check(CLASSES);
  }

  @Test
  void traces_know_no_library_but_jackson() {
    noClasses().that().resideInAPackage("dev.interlace.traces..")
        .should().dependOnClassesThat().resideOutsideOfPackages("java..", "dev.interlace..", "org.jspecify..", "com.fasterxml.jackson..")
        .check(CLASSES);
  }

  @Test
  void libraries_stay_at_their_edge() {
    noClasses().that().resideOutsideOfPackage("dev.interlace.properties.jqwik..")
        .should().dependOnClassesThat().resideInAPackage("net.jqwik..").check(CLASSES);
    noClasses().that().resideOutsideOfPackage("dev.interlace.properties.cli..")
        .should().dependOnClassesThat().resideInAPackage("picocli..").check(CLASSES);
    noClasses().that().resideOutsideOfPackage("dev.interlace.properties.spec..")
        .should().dependOnClassesThat().resideInAPackage("org.commonmark..").check(CLASSES);
    noClasses().that().resideOutsideOfPackage("dev.interlace.properties.assertj..")
        .should().dependOnClassesThat().resideInAPackage("org.assertj..").check(CLASSES);
  }
}

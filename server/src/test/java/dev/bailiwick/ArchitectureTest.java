package dev.bailiwick;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

/** The dependency rules of docs/architecture.md, checked. */
class ArchitectureTest {

    private static final String[] EDGES = packages("oauth", "management", "extension", "login", "operator");
    private static final String[] WEB = packages("web");
    private static final String[] FEATURES = packages(
            "tenant",
            "client",
            "resourceserver",
            "connection",
            "user",
            "rbac",
            "token",
            "audit",
            "apikey",
            "certificate",
            "installation",
            "job",
            "mail",
            "rule",
            "tenantsettings");
    private static final String[] GROUND =
            packages("problem", "json", "store", "secret", "signature", "measure", "network", "search");
    private static final String APP = "dev.bailiwick.app..";
    private static final String STORE = "dev.bailiwick.store..";

    private static final String EGRESS = "dev\\.bailiwick\\.connection\\.strategy\\.Egress(\\$.*)?";

    private static final Path SOURCES = Path.of("src/main/java");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.bailiwick");

    @Test
    void everyClassBelongsToALayer() {
        classes()
                .that()
                .resideOutsideOfPackage("dev.bailiwick")
                .should()
                .resideInAnyPackage(together(EDGES, WEB, FEATURES, GROUND, packages("app")))
                .check(CLASSES);
    }

    @Test
    void dependenciesPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("main")
                .definedBy("dev.bailiwick")
                .layer("app")
                .definedBy(APP)
                .layer("edge")
                .definedBy(EDGES)
                .layer("web")
                .definedBy(WEB)
                .layer("feature")
                .definedBy(FEATURES)
                .layer("ground")
                .definedBy(GROUND)
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("app")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("edge")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("web")
                .mayOnlyBeAccessedByLayers("app", "edge")
                .whereLayer("feature")
                .mayOnlyBeAccessedByLayers("app", "edge", "web")
                .check(CLASSES);
    }

    @Test
    void edgesDoNotKnowEachOther() {
        slices().assignedFrom(new Edges())
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.bailiwick.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Since callers choose them: a hash table finds many of one hash code in a tree then (JEP 180), and not one after the other. */
    @Test
    void idsAreComparable() {
        classes()
                .that()
                .areRecords()
                .and()
                .haveSimpleNameEndingWith("Id")
                .and()
                .resideInAnyPackage(FEATURES)
                .should()
                .beAssignableTo(Comparable.class)
                .check(CLASSES);
    }

    @Test
    void sqlStaysInStores() {
        noClasses()
                .that()
                .resideOutsideOfPackage(STORE)
                .and()
                .haveSimpleNameNotEndingWith("Store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void onlyWebKnowsTheHttpServer() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.bailiwick.web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.helidon..")
                .check(CLASSES);
    }

    @Test
    void featuresTakeJsonAsOpaqueValues() {
        noClasses()
                .that()
                .resideInAnyPackage(together(FEATURES, packages("problem", "store", "secret", "signature", "measure")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    /** Commands of {@code app} talk to the running server over loopback; all else leaves by one class. What a TLS client said is read. */
    @Test
    void oneClassOpensOutgoingConnections() {
        noClasses()
                .that()
                .haveNameNotMatching(EGRESS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hc..", "com.nimbusds.oauth2.sdk.http..")
                .check(CLASSES);
        noClasses()
                .that()
                .haveNameNotMatching(EGRESS)
                .and()
                .resideOutsideOfPackage(APP)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .orShould()
                .callCodeUnitWhere(
                        target(owner(assignableTo(Socket.class))).and(not(target(name("getHandshakeSession")))))
                .orShould()
                .callCodeUnitWhere(target(owner(assignableTo(SocketFactory.class))))
                .orShould()
                .callMethodWhere(target(owner(name(URL.class.getName()))).and(target(name("openConnection"))))
                .orShould()
                .callMethodWhere(target(owner(name(URL.class.getName()))).and(target(name("openStream"))))
                .check(CLASSES);
    }

    @Test
    void onlyAppConfiguresLogging() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItOwnsAndIsNullMarked() throws IOException {
        var unmarked = new ArrayList<Path>();
        for (var directory : packagesWithSources()) {
            var description = directory.resolve("package-info.java");
            if (!Files.exists(description) || !says(Files.readString(description))) {
                unmarked.add(SOURCES.relativize(directory));
            }
        }

        assertThat(unmarked).isEmpty();
    }

    private static boolean says(String description) {
        return description.startsWith("/**") && description.contains("@NullMarked\npackage ");
    }

    private static List<Path> packagesWithSources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> file.resolveSibling(""))
                    .distinct()
                    .toList();
        }
    }

    private static String[] packages(String... names) {
        var patterns = new ArrayList<String>();
        for (var each : names) {
            patterns.add("dev.bailiwick." + each + "..");
        }
        return patterns.toArray(String[]::new);
    }

    private static String[] together(String[]... groups) {
        var all = new ArrayList<String>();
        for (var group : groups) {
            all.addAll(List.of(group));
        }
        return all.toArray(String[]::new);
    }

    /** Each wire language is a slice: the two management APIs are two. */
    private static final class Edges implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return List.of("oauth", "management.v1", "management.v2", "extension", "login", "operator").stream()
                    .filter(edge ->
                            resideInAPackage("dev.bailiwick." + edge + "..").test(type))
                    .findFirst()
                    .map(SliceIdentifier::of)
                    .orElseGet(SliceIdentifier::ignore);
        }

        @Override
        public String getDescription() {
            return "edges";
        }
    }
}

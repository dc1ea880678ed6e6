package dev.bailiwick.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the whole suite once on SQLite and once on PostgreSQL. The constructor, {@code @BeforeEach} methods and tests may
 * ask for a {@link Database} (migrated, empty, the same one throughout a test, closed after it), for its
 * {@link TestDatabase}, or for the {@link TestDatabase.Engine}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(EachEngineExtension.class)
public @interface EachEngine {}

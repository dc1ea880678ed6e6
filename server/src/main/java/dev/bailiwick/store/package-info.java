/**
 * The database, on two engines behind one interface and one SQL: {@link dev.bailiwick.store.Database} and its
 * transactions, the schema's migrations. Features' stores hold the SQL; this package knows no table of theirs.
 */
@NullMarked
package dev.bailiwick.store;

import org.jspecify.annotations.NullMarked;

package dev.bailiwick.connection.strategy;

/** Whose accounts a strategy's users have. */
public enum StrategyKind {
    /** Those of a tenant's own database. */
    DATABASE,
    /** Those that people have on their own behalf. */
    SOCIAL,
    /** Those that a company gives to its people. */
    ENTERPRISE,
    /** None but an address or a number at which a code is received. */
    PASSWORDLESS
}

package dev.bailiwick.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What entries can be searched by, in Auth0's words. Texts are compared whole, and their case counts. */
public enum LogField {
    TYPE("a.type"),
    CLIENT_ID("CASE WHEN a.actor LIKE '%@clients' THEN SUBSTR(a.actor, 1, LENGTH(a.actor) - 8) ELSE '' END"),
    CLIENT_NAME("COALESCE(c.name, '')"),
    USER_ID("CASE WHEN a.actor LIKE '%@clients' OR a.actor LIKE 'command:%' THEN '' ELSE a.actor END"),
    USER_NAME("CASE WHEN a.actor LIKE 'command:%' THEN a.actor ELSE '' END"),
    DESCRIPTION("a.description"),
    /** That of the tenant, which entries of tokens tell. */
    HOSTNAME("CASE WHEN a.type IN ('sapi', 'fapi') THEN ''"
            + " ELSE (SELECT t.domain FROM tenant t WHERE t.id = a.tenant_id) END"),
    IP("a.address"),
    USER_AGENT("a.user_agent"),
    LOG_ID("a.id"),
    /** A time, by which ranges are asked for. */
    DATE("a.at"),
    CONNECTION("''"),
    CONNECTION_ID("''"),
    ORGANIZATION_ID("''"),
    STRATEGY("''"),
    STRATEGY_TYPE("''");

    private final String column;

    LogField(String column) {
        this.column = column;
    }

    /** What it is in the statement. Fields that no entry has yet are empty texts. */
    String column() {
        return column;
    }

    static Optional<LogField> find(String name) {
        return Arrays.stream(values())
                .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}

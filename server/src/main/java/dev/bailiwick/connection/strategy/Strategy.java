package dev.bailiwick.connection.strategy;

/**
 * A kind of connections.
 *
 * @param name Auth0's word for it
 * @param hasTicket whether its connections have a page for those who administer the servers behind them
 */
public record Strategy(String name, StrategyKind kind, boolean hasTicket) {}

/**
 * What kinds of connections there are, what each has to know, and what can be asked of the servers behind them. Whatever this server
 * asks of another one goes through {@link dev.bailiwick.connection.strategy.Egress}.
 */
@NullMarked
package dev.bailiwick.connection.strategy;

import org.jspecify.annotations.NullMarked;

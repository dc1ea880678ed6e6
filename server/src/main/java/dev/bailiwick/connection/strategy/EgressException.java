package dev.bailiwick.connection.strategy;

/** Nothing was fetched. */
public final class EgressException extends Exception {

    private static final long serialVersionUID = 1L;

    private final EgressFault fault;

    /** Without a stack trace: it is an answer, not a defect. */
    EgressException(EgressFault fault) {
        super(fault.name(), null, false, false);
        this.fault = fault;
    }

    /** Why. */
    public EgressFault fault() {
        return fault;
    }
}

package dev.bailiwick.problem;

/** Carries a {@link Problem} from where it is found to the edge that words it. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Without a stack trace: a refusal is an answer, not a fault. */
    public ProblemException(Problem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    /** What is refused. */
    public Problem problem() {
        return problem;
    }
}

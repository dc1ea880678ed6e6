package dev.bailiwick.app.deploy;

import dev.bailiwick.web.Method;
import tools.jackson.databind.JsonNode;

/** Management API v2 of one tenant, asked with every scope that opens something. */
public interface Management {

    /** The answer to a request, whether it was refused or not. A body that is missing there is missing here. */
    Reply ask(Method method, String path, JsonNode body);

    /** The id that the next client to be made is to have. */
    void nextClientId(String id);

    /** Status and body. */
    record Reply(int status, JsonNode body) {

        /** Leaves out the body, which may hold secrets. */
        @Override
        public String toString() {
            return "Reply[" + status + "]";
        }

        boolean isDone() {
            return status < 300;
        }

        boolean isMissing() {
            return status == 404;
        }

        /** Whether the operation is not built, which the API says by a scope that nobody has. */
        boolean isUnknown() {
            return body.path("errorCode").asString("").equals("insufficient_scope");
        }

        String reason() {
            return isUnknown()
                    ? "Bailiwick has no place for it yet"
                    : body.path("message").asString("refused");
        }
    }
}

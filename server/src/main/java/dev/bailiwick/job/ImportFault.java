package dev.bailiwick.job;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a user is not brought in.
 *
 * @param code Auth0's word for it
 * @param path the member, such as {@code custom_password_hash.algorithm}; empty for the user as a whole
 */
public record ImportFault(String code, String message, String path) {

    /** That a member, or with an empty path the user, breaks a rule. */
    public static ImportFault of(String code, String rule, String path) {
        return new ImportFault(code, path.isEmpty() ? rule : "Error in " + path + " property - " + rule, path);
    }

    /** As Auth0's list of errors has it. */
    Map<String, String> toJson() {
        var members = new LinkedHashMap<String, String>();
        members.put("code", code);
        members.put("message", message);
        if (!path.isEmpty()) {
            members.put("path", path);
        }
        return members;
    }
}

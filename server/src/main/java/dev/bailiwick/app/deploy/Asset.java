package dev.bailiwick.app.deploy;

import tools.jackson.databind.node.ObjectNode;

/**
 * One thing of a tenant as auth0-deploy-cli writes it down, with the texts in it that have files of their own.
 *
 * @param type as in {@link AssetTypes}
 * @param file where it comes from, or what its file is to be called, below the folder
 */
public record Asset(String type, String file, ObjectNode object) {

    /** Leaves out what it holds, which may be secret. */
    @Override
    public String toString() {
        return type + " " + file;
    }
}

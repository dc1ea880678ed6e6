package dev.bailiwick.app;

import dev.bailiwick.app.deploy.Asset;
import dev.bailiwick.app.deploy.AssetExport;
import dev.bailiwick.app.deploy.Outcome;
import dev.bailiwick.operator.TenantAssets.Wanted;
import dev.bailiwick.operator.UserBatch;
import dev.bailiwick.user.UserImport.Taken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;

/** A tenant as what carries it in and out sees it, be it here or in a running server. */
interface Auth0Door {

    /** Puts assets in, or tells what would become of them. */
    List<Outcome> put(List<Asset> assets, boolean isDryRun) throws IOException, InterruptedException;

    /** Takes users in. */
    Taken take(UserBatch users) throws IOException, InterruptedException;

    /** Tells what would become of users after these assets. */
    Taken tried(List<Asset> assets, UserBatch users) throws IOException, InterruptedException;

    /** Puts a document of the extension in the place of what is there, and tells of it; or what that would change. */
    Object putExtension(InputStream document, boolean isDryRun) throws IOException, InterruptedException;

    AssetExport.Read assets(Wanted wanted) throws IOException, InterruptedException;

    /** Hands over all users, each as the text of a JSON object, and tells the kinds of what they have beside. */
    SortedSet<String> users(boolean hasHashes, Consumer<String> line) throws IOException, InterruptedException;

    /** Writes the extension's document out. */
    void extension(OutputStream out) throws IOException, InterruptedException;
}

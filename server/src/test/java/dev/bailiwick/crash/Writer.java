package dev.bailiwick.crash;

import dev.bailiwick.web.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A client that puts users into a group and takes them out again, three at a time, for as long as it is let, whether or
 * not anybody answers. Its users are its own, so that what becomes of each is known. A user whose change was not
 * acknowledged is left alone from then on.
 */
final class Writer {

    private static final int AT_ONCE = 3;
    private static final long PAUSE_MILLIS = 20;

    private final String name;
    private final String group;
    private final int port;
    private final String token;
    private final Ledger ledger;
    private final RandomGenerator random;
    private final List<String> members = new ArrayList<>();
    private int users;
    private @Nullable RawClient connection;

    Writer(String name, String group, int port, String token, Ledger ledger, RandomGenerator random) {
        this.name = name;
        this.group = group;
        this.port = port;
        this.token = token;
        this.ledger = ledger;
        this.random = random;
    }

    /** Returns after the answer to the last request. */
    void writeWhile(BooleanSupplier wanted) {
        try {
            while (wanted.getAsBoolean()) {
                if (!isDone()) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    /** Makes one change, and tells whether it was acknowledged. */
    private boolean isDone() {
        RawClient open;
        try {
            open = connected();
        } catch (IOException e) {
            return false; // nothing was asked
        }
        var change = next();
        var invoked = Instant.now();
        var outcome = ask(open, change);
        if (outcome instanceof Outcome.Done && change.verb() == Change.Verb.ADD) {
            members.addAll(change.users());
        }
        ledger.write(invoked, change, outcome);
        return outcome instanceof Outcome.Done;
    }

    private Outcome ask(RawClient open, Change change) {
        try {
            open.send(request(change));
            var reply = open.reply();
            return Outcome.of(reply.status(), reply.header("X-Request-Id"));
        } catch (IOException e) {
            disconnect();
            return new Outcome.Unknown("the connection broke");
        }
    }

    private Change next() {
        if (members.size() >= AT_ONCE && random.nextInt(5) < 2) {
            var some = new ArrayList<String>();
            for (int i = 0; i < AT_ONCE; i++) {
                some.add(members.remove(random.nextInt(members.size())));
            }
            return new Change(Change.Verb.REMOVE, group, some);
        }
        var fresh = new ArrayList<String>();
        for (int i = 0; i < AT_ONCE; i++) {
            fresh.add(name + "-" + ++users);
        }
        return new Change(Change.Verb.ADD, group, fresh);
    }

    private String request(Change change) {
        var body = change.body();
        return change.method() + " " + change.path() + " HTTP/1.1\r\nHost: " + Installation.DOMAIN
                + "\r\nAuthorization: Bearer " + token + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private RawClient connected() throws IOException {
        if (connection == null) {
            connection = new RawClient(port);
        }
        return connection;
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}

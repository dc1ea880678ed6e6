package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.Tx;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What costs little is answered while searches and long reads take all that there is for them. */
@EachEngine
class BusyLanesTest {

    /** More than there are at once of either, and fewer than there are connections. */
    private static final int SEARCHES = 3;

    private static final int LONG_READS = 4;

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    BusyLanesTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void leaveCheapSearchesAndShortListsAlone() {
        server.bringIn("""
                {"user_id":"ad|ann","email":"ann@corp.test","name":"Ann","app_metadata":{"plan":"gold"},\
                "identities":[{"connection":"corp","provider":"ad","user_id":"ann"}]}""");
        var connection = api.get("/connections").body().replaceAll(".*\"id\":\"(con_[A-Za-z0-9]+)\".*", "$1");
        var mayGo = new CountDownLatch(1);
        var isIn = new CountDownLatch(2);
        Function<Tx, Boolean> work = _ -> {
            isIn.countDown();
            return await(mayGo);
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < SEARCHES; n++) {
                var _ = threads.submit(() -> database.search(work));
            }
            for (int n = 0; n < LONG_READS; n++) {
                var _ = threads.submit(() -> database.snapshot(work));
            }
            try {
                await(isIn);

                var answers = Stream.of(
                                "/users?include_totals=true",
                                "/users?include_totals=true&q=email:%22ann@corp.test%22",
                                "/users?include_totals=true&q=app_metadata.plan:gold",
                                "/users?q=name:an*",
                                "/users?q=name:%5Ban%20TO%20az%5D&sort=name:-1",
                                "/users?include_totals=true&q=_exists_:email",
                                "/users?q=email:%22ann@corp.test%22%20AND%20identities.connection:corp",
                                "/users-by-email?email=ann@corp.test",
                                "/resource-servers",
                                "/connections?include_totals=true",
                                "/connections/" + connection + "/clients",
                                "/roles?include_totals=true",
                                "/rules")
                        .map(path -> path + " " + api.get(path).statusCode())
                        .toList();

                assertThat(answers).allMatch(answer -> answer.endsWith(" 200"));
            } finally {
                mayGo.countDown(); // the threads are waited for, whatever comes of it
            }
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

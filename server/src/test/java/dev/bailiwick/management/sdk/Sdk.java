package dev.bailiwick.management.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.core.ManagementApiException;
import com.auth0.client.mgmt.core.SyncPagingIterable;
import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Auth0's own SDK for Java, told where the server is and who is calling, and nothing else. */
final class Sdk {

    private Sdk() {}

    static ManagementApi of(TestBailiwick server) {
        return of(server, TestBailiwick.CLIENT, TestBailiwick.SECRET);
    }

    static ManagementApi of(TestBailiwick server, String clientId, String secret) {
        IssuedSecrets.note(secret);
        return ManagementApi.builder()
                .url(server.url() + "/api/v2")
                .clientCredentials(clientId, secret)
                .audience(server.issuer() + "api/v2/")
                .httpClient(noting())
                .build();
    }

    /** All that a list has, page by page. */
    static <T, R> List<R> all(SyncPagingIterable<T> pages, Function<T, R> what) {
        return pages.streamItems().map(what).toList();
    }

    /** What a refused call was answered. */
    static ManagementApiException refusal(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(ManagementApiException.class, call), "it was not refused");
    }

    /** Checks that a call is refused in these words. */
    static void refuses(ThrowingCallable call, int status, String error, String message, String errorCode) {
        var refusal = refusal(call);
        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(refusal.body())
                .isEqualTo(Map.of("statusCode", status, "error", error, "message", message, "errorCode", errorCode));
    }

    private static OkHttpClient noting() {
        return new OkHttpClient.Builder()
                .addNetworkInterceptor(chain -> {
                    IssuedSecrets.noteIn("Authorization: " + chain.request().header("Authorization"));
                    return chain.proceed(chain.request());
                })
                .build();
    }
}

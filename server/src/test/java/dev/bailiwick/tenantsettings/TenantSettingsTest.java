package dev.bailiwick.tenantsettings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.AuditQuery;
import dev.bailiwick.audit.AuditTrail;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@EachEngine
class TenantSettingsTest {

    private static final Origin ORIGIN = new Origin("shop@clients", "request-1");

    private final Database database;
    private final TenantSettings settings;
    private final TenantId tenant;

    TenantSettingsTest(Database empty) {
        this.database = empty;
        this.settings =
                new TenantSettings(database, new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom())));
        this.tenant = TestTenants.add(database, "default");
    }

    @Test
    void keepsEachMemberAndEachSingleFlag() {
        change("{\"friendly_name\":\"Shop\",\"flags\":{\"enable_pipeline2\":false}}");
        change("{\"support_url\":\"https://x.test\",\"flags\":{\"remove_alg_from_jwks\":true}}");

        var now = settings.get(tenant);

        assertThat(now.text("/friendly_name")).contains("Shop");
        assertThat(now.text("/support_url")).contains("https://x.test");
        assertThat(now.object("flags").orElseThrow().toString())
                .contains("\"enable_pipeline2\":false", "\"remove_alg_from_jwks\":true", "\"universal_login\":true");
    }

    @Test
    void putsOtherObjectsInThePlaceOfWhatWasThere() {
        change("{\"error_page\":{\"html\":\"x\",\"show_log_link\":true}}");
        change("{\"error_page\":{\"url\":\"https://x.test\"}}");

        assertThat(settings.get(tenant).object("error_page").orElseThrow()).hasToString("{\"url\":\"https://x.test\"}");
    }

    @Test
    void takesMembersAwayByNullAndOneByAnEmptyText() {
        change("{\"mtls\":{\"enable_endpoint_aliases\":true},\"default_redirection_uri\":\"https://x.test\"}");
        change("{\"mtls\":null,\"default_redirection_uri\":\"\"}");

        assertThat(settings.get(tenant).has("mtls")).isFalse();
        assertThat(settings.get(tenant).has("default_redirection_uri")).isFalse();
    }

    @Test
    void tellsLifetimesInHours() {
        change("{\"session_lifetime_in_minutes\":181,\"idle_session_lifetime_in_minutes\":120}");

        assertThat(settings.get(tenant).toString())
                .contains("\"session_lifetime\":3.0166666666666666", "\"idle_session_lifetime\":2")
                .doesNotContain("minutes");
    }

    @Test
    void auditsWhatChangedAndNothingWhenNothingDid() {
        change("{\"friendly_name\":\"Shop\",\"default_audience\":\"urn:x\"}");
        change("{\"friendly_name\":\"Store\"}");
        change("{\"friendly_name\":\"Store\"}");

        var entries = new AuditTrail(database)
                .list(
                        tenant,
                        new AuditQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                10))
                .entries();

        assertThat(entries).hasSize(2);
        assertThat(entries)
                .anySatisfy(entry -> assertThat(entry.before() + entry.after())
                        .isEqualTo("{\"friendly_name\":\"Shop\"}{\"friendly_name\":\"Store\"}"));
    }

    @Test
    void losesNoChangeOfManyAtOnce() throws Exception {
        var flags = new String[] {"enable_sso", "enable_pipeline2", "genai_trial", "enable_legacy_profile"};
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var changes = new ArrayList<Callable<JsonObject>>();
            for (var flag : flags) {
                changes.add(() -> change("{\"flags\":{\"" + flag + "\":true},\"" + flag + "\":1}"));
            }
            for (var done : threads.invokeAll(changes)) {
                done.get();
            }
        }

        assertThat(settings.get(tenant).names()).contains(flags);
    }

    @Test
    void hasADefaultAudienceOnceItIsSet() {
        assertThat(settings.defaultAudience(tenant)).isEmpty();
        change("{\"default_audience\":\"urn:x\"}");
        assertThat(settings.defaultAudience(tenant)).contains("urn:x");
        change("{\"default_audience\":\"\"}");
        assertThat(settings.defaultAudience(tenant)).isEmpty();
    }

    private JsonObject change(String patch) {
        return settings.change(tenant, JsonObject.ofWritten(patch), ORIGIN);
    }
}

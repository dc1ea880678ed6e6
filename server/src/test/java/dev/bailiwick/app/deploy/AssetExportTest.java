package dev.bailiwick.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.deploy.Management.Reply;
import dev.bailiwick.web.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stays at home, and of what that is told. */
class AssetExportTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Reply NOT_BUILT =
            reply(403, "{'errorCode':'insufficient_scope','message':'Insufficient scope'}");
    private static final Reply FULL = reply(403, "{'message':'You reached the limit of entities.'}");
    private static final String PAGES = "?per_page=100&page=0";

    private final Map<String, Reply> replies = new HashMap<>();

    @Test
    void takesAnApiThatIsCalledLikeTheTenantsOwn() {
        replies.put("/resource-servers" + PAGES, reply(200, """
                [{'name':'Auth0 Management API','identifier':'https://own/api/v2/','is_system':true},
                 {'name':'Auth0 Management API','identifier':'urn:theirs'}]"""));

        assertThat(read().assets())
                .extracting(asset -> asset.object().path("identifier").asString())
                .containsExactly("urn:theirs");
    }

    @Test
    void leavesTheFirstClientAloneAtHomeWithItsGrants() {
        replies.put("/clients?take=100", reply(200, """
                {'clients':[{'name':'All Applications','client_id':'all','global':true},
                            {'name':'First','client_id':'1'},{'name':'First','client_id':'2'}]}"""));
        replies.put("/client-grants?take=100", reply(200, """
                {'client_grants':[{'client_id':'1','audience':'urn:a'},{'client_id':'2','audience':'urn:a'}]}"""));

        assertThat(read().assets())
                .extracting(asset -> asset.object().path("client_id").asString())
                .containsExactly("2", "2");
    }

    @Test
    void takesAClientWithTheNameOfTheFirstWhenThatIsGone() {
        replies.put("/clients?take=100", reply(200, """
                {'clients':[{'name':'Shop','client_id':'2'},{'name':'First','client_id':'3'}]}"""));

        assertThat(read().assets())
                .extracting(asset -> asset.object().path("client_id").asString())
                .containsExactly("2", "3");
    }

    @Test
    void tellsWhateverIsRefusedButWhatIsNotBuilt() {
        replies.put("/roles" + PAGES, FULL);
        replies.put("/branding", FULL);
        replies.put("/prompts/login/custom-text/en", FULL);

        assertThat(read().leftOut())
                .containsExactly(
                        Outcome.leftOut("roles/*.json", "You reached the limit of entities."),
                        Outcome.leftOut("branding/branding.json", "You reached the limit of entities."),
                        Outcome.leftOut("prompts/custom-text.json", "en/login: You reached the limit of entities."));
    }

    @Test
    void tellsThatThereAreMoreThanAreListed() {
        var hundred = JSON.createArrayNode();
        IntStream.range(0, 100).forEach(n -> hundred.addObject().put("name", "role " + n));
        IntStream.range(0, 10)
                .forEach(page -> replies.put("/roles?per_page=100&page=" + page, new Reply(200, hundred)));

        assertThat(read().leftOut())
                .contains(Outcome.leftOut("roles/*.json", "there are more than the API lists, which is 1,000"));
    }

    @Test
    void tellsWhatHasNoFileYetWhereThereIsAny() {
        replies.put("/prompts/login/partials", reply(200, "{'login':{'form-content-start':'<b>'}}"));
        replies.put("/prompts/signup/partials", reply(200, "{'signup':{'form-content-end':'<i>'}}"));
        replies.put("/prompts/login-id/partials", reply(200, "{}"));
        replies.put("/guardian/factors/sms/providers/twilio", reply(200, "{'sid':'s'}"));
        replies.put("/branding/phone/providers", reply(200, "{'providers':[]}"));
        replies.put("/guardian/factors/webauthn-platform/settings", reply(200, "{'overrideRelyingParty':false}"));
        replies.put(
                "/guardian/factors/webauthn-roaming/settings",
                reply(200, "{'overrideRelyingParty':false,'userVerification':'required'}"));

        assertThat(read().leftOut())
                .containsExactly(
                        Outcome.leftOut("prompts/partials.json", "Bailiwick does not write it yet"),
                        Outcome.leftOut("guardian/providers/sms-twilio.json", "Bailiwick does not write it yet"),
                        Outcome.leftOut("guardian: webauthn-roaming settings", "Bailiwick does not write it yet"));
    }

    @Test
    void namesAGrantThatIsForNoOneClientAfterWhomItIsFor() {
        replies.put("/client-grants?take=100", reply(200, """
                {'client_grants':[{'id':'cgr_1','audience':'urn:a','scope':[],'subject_type':'client',
                'default_for':'third_party_clients'}]}"""));

        var grant = read().assets().getFirst();

        assertThat(grant.file()).isEqualTo("grants/third_party_clients-urn-a.json");
        assertThat(grant.object().propertyNames())
                .containsExactlyInAnyOrder("audience", "scope", "subject_type", "default_for");
    }

    @Test
    void putsTheToolsMarkersInThePlaceOfCredentialsThatAreNotShown() {
        replies.put(
                "/emails/provider?fields=name,enabled,credentials,settings,default_from_address",
                reply(200, "{'name':'smtp','credentials':{'smtp_host':'mail.test','smtp_port':25}}"));

        assertThat(read().assets())
                .singleElement()
                .extracting(asset -> asset.object().path("credentials").toString())
                .isEqualTo("{\"smtp_host\":\"mail.test\",\"smtp_port\":25,\"smtp_pass\":\"##SMTP_PASS##\"}");
        assertThat(read().leftOut()).isEmpty();
    }

    private AssetExport.Read read() {
        return AssetExport.of(new Scripted(), new AssetExport.Wanted(true, true, "First"));
    }

    private static Reply reply(int status, String body) {
        return new Reply(status, JSON.readTree(body.replace('\'', '"')));
    }

    /** Knows what it was told, and of all else says that it is not built. */
    private final class Scripted implements Management {

        @Override
        public Reply ask(Method method, String path, JsonNode body) {
            return replies.getOrDefault(path, NOT_BUILT);
        }

        @Override
        public void nextClientId(String id) {
            throw new UnsupportedOperationException();
        }
    }
}

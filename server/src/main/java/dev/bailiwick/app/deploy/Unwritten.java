package dev.bailiwick.app.deploy;

import dev.bailiwick.json.Json;
import dev.bailiwick.tenantsettings.Setting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a tenant may have been given that no file has a place for yet. Where there is any of it, that is told. */
final class Unwritten {

    /**
     * A question that is answered with nothing, or with what a new tenant has, where nobody has set anything.
     *
     * @param path of the API
     * @param file where the tool keeps it, or whose it is
     * @param usual what a new tenant has
     */
    private record Place(String path, String file, JsonNode usual) {

        Place(String path, String file) {
            this(path, file, JsonNodeFactory.instance.objectNode());
        }

        Place(String path, String file, Setting setting) {
            this(path, file, Json.read(setting.preset().toString().getBytes(StandardCharsets.UTF_8)));
        }

        boolean isOther(JsonNode body) {
            return holdsAnything(body) && !body.equals(usual);
        }
    }

    private static final List<Place> PLACES = Stream.concat(
                    Stream.of(
                                    "customized-consent",
                                    "login",
                                    "login-id",
                                    "login-password",
                                    "login-passwordless",
                                    "passkeys",
                                    "signup",
                                    "signup-id",
                                    "signup-password")
                            .map(prompt -> new Place("/prompts/" + prompt + "/partials", "prompts/partials.json")),
                    Stream.of(
                            new Place("/prompts/rendering", "prompts/screenRenderSettings"),
                            new Place("/guardian/factors/sms/providers/twilio", "guardian/providers/sms-twilio.json"),
                            new Place(
                                    "/guardian/factors/push-notification/providers/sns",
                                    "guardian/providers/push-notification-sns.json"),
                            new Place(
                                    "/guardian/factors/push-notification/providers/apns",
                                    "guardian/providers/push-notification-apns.json"),
                            new Place("/guardian/factors/duo/settings", "guardian/providers/duo.json"),
                            new Place(
                                    "/guardian/factors/webauthn-roaming/settings",
                                    "guardian: webauthn-roaming settings",
                                    Setting.SECURITY_KEYS),
                            new Place(
                                    "/guardian/factors/webauthn-platform/settings",
                                    "guardian: webauthn-platform settings",
                                    Setting.BUILT_IN_KEYS),
                            new Place("/prompts/mfa-push", "prompts: mfa-push"),
                            new Place("/branding/phone/providers", "phone-providers/provider.json"),
                            new Place("/grants?per_page=1", "users.ndjson: grants"),
                            new Place("/device-credentials?per_page=1", "users.ndjson: device credentials")))
            .toList();

    private Unwritten() {}

    /** What of it there is, each file once. */
    static List<Outcome> in(Lists lists) {
        return PLACES.stream()
                .filter(place -> {
                    var reply = lists.get(place.path);
                    return reply.isDone() && place.isOther(reply.body());
                })
                .map(Place::file)
                .distinct()
                .map(file -> Outcome.leftOut(file, "Bailiwick does not write it yet"))
                .toList();
    }

    /** Whether there is any value in it, at any depth. */
    static boolean holdsAnything(JsonNode value) {
        return value.isContainer() ? value.valueStream().anyMatch(Unwritten::holdsAnything) : !value.isMissingNode();
    }
}

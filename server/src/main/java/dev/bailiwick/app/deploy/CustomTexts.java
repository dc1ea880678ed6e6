package dev.bailiwick.app.deploy;

import dev.bailiwick.app.deploy.Management.Reply;
import dev.bailiwick.app.deploy.Outcome.Kind;
import dev.bailiwick.network.Web;
import dev.bailiwick.web.Method;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What prompts say in which language: one file of the tool's, and in the API a place for each prompt and language. */
record CustomTexts(Lists lists, List<Outcome> outcomes) {

    private static final List<String> PROMPTS = List.of(
            "login",
            "login-id",
            "login-password",
            "login-passwordless",
            "login-email-verification",
            "signup",
            "signup-id",
            "signup-password",
            "phone-identifier-enrollment",
            "phone-identifier-challenge",
            "email-identifier-challenge",
            "reset-password",
            "custom-form",
            "consent",
            "customized-consent",
            "logout",
            "mfa-push",
            "mfa-otp",
            "mfa-voice",
            "mfa-phone",
            "mfa-webauthn",
            "mfa-sms",
            "mfa-email",
            "mfa-recovery-code",
            "mfa",
            "status",
            "device-flow",
            "email-verification",
            "email-otp-challenge",
            "organizations",
            "invitation",
            "common",
            "passkeys",
            "captcha",
            "brute-force-protection",
            "async-approval-flow",
            "confirmation");

    /** All that are there, in the languages of the tenant, by language and prompt; what is refused is told of the file. */
    ObjectNode all(String file) {
        var texts = JsonNodeFactory.instance.objectNode();
        var locales = lists.get("/tenants/settings").body().path("enabled_locales");
        var languages = Stream.concat(Stream.of("en"), locales.valueStream().map(each -> each.asString("")))
                .distinct()
                .toList();
        for (var language : languages) {
            for (var prompt : PROMPTS) {
                var reply = lists.get(path(prompt, language));
                if (reply.isUnknown()) {
                    return texts;
                }
                if (!reply.isDone()) {
                    leftOut(file, language, prompt, reply);
                } else if (!reply.body().isEmpty()) {
                    texts.withObject("/" + language).set(prompt, reply.body());
                }
            }
        }
        return texts;
    }

    void put(Asset asset) {
        var kinds = asset.object().properties().stream()
                .flatMap(language -> language.getValue().properties().stream()
                        .map(prompt -> put(asset, prompt.getKey(), language.getKey(), prompt.getValue())))
                .collect(Collectors.toSet());
        if (kinds.contains(Kind.CHANGED) || kinds.contains(Kind.UNCHANGED)) {
            outcomes.add(new Outcome(asset.file(), kinds.contains(Kind.CHANGED) ? Kind.CHANGED : Kind.UNCHANGED, ""));
        }
    }

    private Kind put(Asset asset, String prompt, String language, JsonNode texts) {
        var path = path(prompt, language);
        var before = lists.get(path).body();
        var reply = lists.management().ask(Method.PUT, path, texts);
        if (!reply.isDone()) {
            leftOut(asset.file(), language, prompt, reply);
            return Kind.LEFT_OUT;
        }
        return lists.get(path).body().equals(before) ? Kind.UNCHANGED : Kind.CHANGED;
    }

    private void leftOut(String file, String language, String prompt, Reply reply) {
        outcomes.add(Outcome.leftOut(file, language + "/" + prompt + ": " + reply.reason()));
    }

    private static String path(String prompt, String language) {
        return "/prompts/" + Web.encoded(prompt) + "/custom-text/" + Web.encoded(language);
    }
}

package dev.bailiwick.management.v2;

import dev.bailiwick.store.Sliced;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Lists of what nobody can make here, and which are truly empty. What a request may ask of them is held to all the same. */
final class EmptyLists {

    private static final int PER_PAGE = 50;
    private static final int ACTIONS_PER_PAGE = 20;
    private static final Rule TRUTH = new Rule.Truth();

    private static final List<EmptyList> ALL = List.of(
            new EmptyList(
                    "get_hooks",
                    "hooks",
                    Style.NUMBERED,
                    Map.of(
                            "enabled",
                            TRUTH,
                            "triggerId",
                            new Rule.OneOf(Set.of(
                                    "credentials-exchange",
                                    "pre-user-registration",
                                    "post-user-registration",
                                    "post-change-password",
                                    "send-phone-message")),
                            "fields",
                            Rule.Text.ANY,
                            "include_fields",
                            TRUTH)),
            new EmptyList(
                    "get_actions",
                    "actions",
                    Style.COUNTED,
                    Map.of(
                            "triggerId",
                            new Rule.OneOf(Set.of(
                                    "post-login",
                                    "credentials-exchange",
                                    "pre-user-registration",
                                    "post-user-registration",
                                    "post-change-password",
                                    "send-phone-message",
                                    "custom-phone-provider",
                                    "custom-email-provider",
                                    "password-reset-post-challenge",
                                    "custom-token-exchange",
                                    "event-stream",
                                    "password-hash-migration",
                                    "login-post-identifier",
                                    "signup-post-identifier")),
                            "actionName",
                            Rule.Text.ANY,
                            "deployed",
                            TRUTH,
                            "installed",
                            TRUTH)),
            new EmptyList(
                    "get_custom-domains",
                    "custom_domains",
                    Style.BARE_OR_CHECKPOINTS,
                    Map.of(
                            "q", new Rule.Text(1_000),
                            "fields", new Rule.Text(100),
                            "include_fields", TRUTH,
                            "sort", new Rule.Text(15))),
            new EmptyList("get_log-streams", "", Style.BARE, Map.of()));

    private EmptyLists() {}

    /**
     * One of them.
     *
     * @param key what the list is called in an object
     * @param rules of the parameters that have nothing to do with pages
     */
    private record EmptyList(String operation, String key, Style style, Map<String, Rule> rules) {

        Answer answer(Call call) {
            rules.forEach((name, rule) -> rule.require(call, name));
            return style.answer(call, key);
        }
    }

    /** What a parameter may say. */
    private sealed interface Rule {

        /** True or false. */
        record Truth() implements Rule {

            @Override
            public void require(Call call, String name) {
                Parameters.truth(call, name);
            }
        }

        /** One of some words. */
        record OneOf(Set<String> words) implements Rule {

            @Override
            public void require(Call call, String name) {
                var other = Parameters.text(call, name).filter(word -> !words.contains(word));
                if (other.isPresent()) {
                    throw Parameters.broken(name, SchemaWords.noneOf(other.get()));
                }
            }
        }

        /** Any text of a length. */
        record Text(int most) implements Rule {

            private static final Text ANY = new Text(Integer.MAX_VALUE);

            @Override
            public void require(Call call, String name) {
                int length = Parameters.text(call, name).orElse("").length();
                if (length > most) {
                    throw Parameters.broken(name, "String is too long (" + length + " chars), maximum " + most);
                }
            }
        }

        /** Refuses anything else. */
        void require(Call call, String name);
    }

    /** How a list comes. */
    private enum Style {
        /** By numbers of pages, with totals or without. */
        NUMBERED {
            @Override
            Answer answer(Call call, String key) {
                return Paging.byNumber(call, PER_PAGE).answer(key, List.of(), none());
            }
        },
        /** By numbers of pages in an object, in which Auth0 leaves out what is zero. */
        COUNTED {
            @Override
            Answer answer(Call call, String key) {
                int page =
                        Parameters.integer(call, "page", 0, Integer.MAX_VALUE).orElse(0);
                int perPage =
                        Parameters.integer(call, "per_page", 0, Paging.MOST).orElse(ACTIONS_PER_PAGE);
                var body = new LinkedHashMap<String, Object>();
                body.put(key, List.of());
                if (page > 0) {
                    body.put("page", page);
                }
                if (perPage > 0) {
                    body.put("per_page", perPage);
                }
                return Answer.ok(body);
            }
        },
        /** Whole, unless checkpoints are asked for. */
        BARE_OR_CHECKPOINTS {
            @Override
            Answer answer(Call call, String key) {
                var paging = Paging.byCheckpoint(call);
                boolean isAskedFor = call.query().has("take") || call.query().has("from");
                return isAskedFor ? paging.answer(key, List.of(), none()) : Answer.ok(List.of());
            }
        },
        /** Whole. */
        BARE {
            @Override
            Answer answer(Call call, String key) {
                return Answer.ok(List.of());
            }
        };

        abstract Answer answer(Call call, String key);

        private static Sliced<?> none() {
            return new Sliced<>(List.of(), 0, OptionalLong.empty());
        }
    }

    static List<Route> routes() {
        return ALL.stream()
                .map(list -> Operations.route(list.operation, list::answer))
                .toList();
    }
}

package dev.bailiwick.management.v2;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.user.LoginBlock;
import dev.bailiwick.user.LoginBlocks;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /user-blocks}. */
final class UserBlocksResource {

    private final LoginBlocks blocks;

    UserBlocksResource(LoginBlocks blocks) {
        this.blocks = blocks;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_user-blocks", this::ofIdentifier),
                Operations.route("delete_user-blocks", this::removeOfIdentifier),
                Operations.route("get_user-blocks_by_id", this::ofUser),
                Operations.route("delete_user-blocks_by_id", this::removeOfUser));
    }

    record BlocksJson(@JsonProperty("blocked_for") List<BlockJson> blockedFor) {

        static BlocksJson of(List<LoginBlock> blocks) {
            return new BlocksJson(blocks.stream().map(BlockJson::of).toList());
        }
    }

    /** A block; one without an address is for every address. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record BlockJson(String identifier, String ip, String connection) {

        static BlockJson of(LoginBlock block) {
            return new BlockJson(block.identifier(), block.address(), block.connection());
        }
    }

    private Answer ofIdentifier(Call call) {
        return Answer.ok(BlocksJson.of(blocks.list(call.tenant().id(), identifier(call), considersEnablement(call))));
    }

    private Answer ofUser(Call call) {
        return Answer.ok(
                BlocksJson.of(blocks.list(call.tenant().id(), UsersResource.id(call), considersEnablement(call))));
    }

    private Answer removeOfIdentifier(Call call) {
        blocks.remove(call.tenant().id(), identifier(call), call.origin());
        return Answer.noContent();
    }

    private Answer removeOfUser(Call call) {
        blocks.remove(call.tenant().id(), UsersResource.id(call), call.origin());
        return Answer.noContent();
    }

    private static String identifier(Call call) {
        return Parameters.text(call, "identifier")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Parameters.broken("", "Missing required property: identifier"));
    }

    private static boolean considersEnablement(Call call) {
        return Parameters.truth(call, "consider_brute_force_enablement").orElse(false);
    }
}

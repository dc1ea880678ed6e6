import io.helidon.webserver.WebServer;

/** What Bailiwick is measured beside: the same web server with one route and nothing else. */
final class BareServer {

    private BareServer() {}

    public static void main(String[] arguments) {
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .routing(routing -> routing.get("/health/ready", (_, answer) -> answer.send("{\"status\":\"up\"}")))
                .build()
                .start();
    }
}

package dev.bailiwick.login;

import dev.bailiwick.connection.Connection;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import org.apache.commons.text.StringEscapeUtils;

/** What those who administer the server behind a connection have to enter there. Whoever has the ticket may read it; it holds no secret. */
final class ProvisioningPages {

    private static final String TITLE = "Set up the connection";

    private final Connections connections;

    ProvisioningPages(Connections connections) {
        this.connections = connections;
    }

    /** Refuses with {@link Problem.NotFound} a ticket that there is not. */
    Answer page(Call call) {
        var ticket = call.path("ticket");
        var connection = connections
                .ofTicket(call.tenant().id(), ticket)
                .filter(found -> found.strategy().equals(call.path("strategy")))
                .orElseThrow(() -> new Problem.NotFound("ticket", ticket).asException());
        return Page.of(TITLE, content(call.tenant(), connection));
    }

    private static String content(Tenant tenant, Connection connection) {
        var callback = tenant.issuer() + "login/callback";
        var identifier = "urn:auth0:" + tenant.name() + ":" + connection.name();
        var name = paragraph("The connection is called " + connection.name() + ".");
        return name
                + switch (connection.strategy()) {
                    case "ad" ->
                        paragraph("Your directory is reached by a connector, which there is not yet."
                                + " Nothing has to be entered in it.");
                    case "adfs" -> ofFederation(identifier, callback);
                    case "pingfederate", "samlp" ->
                        paragraph("Add a service provider to your identity provider, with the entity id "
                                + connection.options().text("/entityId").orElse(identifier)
                                + " and the assertion consumer service " + callback + "?connection="
                                + connection.name() + ".");
                    case "google-apps" ->
                        paragraph("Enter this as an authorized redirect URI of the client at Google: " + callback);
                    default ->
                        paragraph("Enter this as a redirect URI of the application in your directory: " + callback);
                };
    }

    private static String ofFederation(String realm, String callback) {
        return paragraph("Add a relying party to your federation server, with the identifier " + realm
                        + " and the endpoint of WS-Federation " + callback + ".")
                + paragraph("With Active Directory Federation Services these commands do it:")
                + "<pre>" + escaped(commands(realm, callback)) + "</pre>";
    }

    /** For Windows PowerShell on the server. What is not ours in it holds no quotes. */
    private static String commands(String realm, String callback) {
        return """
                Add-AdfsRelyingPartyTrust -Name '%1$s' -Identifier '%1$s' -WSFedEndpoint '%2$s' `
                  -IssuanceAuthorizationRules '=> issue(Type = "http://schemas.microsoft.com/authorization/claims/permit", Value = "true");' `
                  -IssuanceTransformRules 'c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname"]
                    => issue(store = "Active Directory", types = (
                      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
                      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
                      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier",
                      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
                      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname"),
                    query = ";mail,displayName,userPrincipalName,givenName,sn;{0}", param = c.Value);'
                """.formatted(realm, callback);
    }

    private static String paragraph(String text) {
        return "<p>" + escaped(text) + "</p>";
    }

    private static String escaped(String text) {
        return StringEscapeUtils.escapeHtml4(text);
    }
}

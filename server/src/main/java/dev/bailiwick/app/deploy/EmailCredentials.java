package dev.bailiwick.app.deploy;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What proves a tenant to its e-mail provider, which the API does not show. */
final class EmailCredentials {

    private static final String MEMBER = "credentials";

    /** The tool's markers, by the members of each provider that are not shown. */
    private static final Map<String, Map<String, String>> MARKERS = Map.of(
            "mailgun", AssetType.names("api_key", "##MAILGUN_API_KEY##"),
            "mandrill", AssetType.names("api_key", "##MANDRILL_API_KEY##"),
            "sendgrid", AssetType.names("api_key", "##SENDGRID_API_KEY##"),
            "sparkpost", AssetType.names("api_key", "##SPARKPOST_API_KEY##"),
            "resend", AssetType.names("api_key", "##RESEND_API_KEY##"),
            "smtp", AssetType.names("smtp_pass", "##SMTP_PASS##"),
            "ses",
                    AssetType.names(
                            "accessKeyId", "##SES_ACCESS_KEY_ID##", "secretAccessKey", "##SES_ACCESS_SECRET_KEY##"),
            "azure_cs", AssetType.names("connectionString", "##AZURE_CS_CONNECTION_KEY##"),
            "ms365",
                    AssetType.names(
                            "tenantId", "##MS365_TENANT_ID##",
                            "clientId", "##MS365_CLIENT_ID##",
                            "clientSecret", "##MS365_CLIENT_SECRET##"));

    private EmailCredentials() {}

    /** Puts the tool's markers in the place of what is not shown. */
    static void mask(AssetType type, ObjectNode provider) {
        if (type.name().equals(AssetTypes.EMAIL_PROVIDER)) {
            var markers = MARKERS.getOrDefault(provider.path("name").asString(""), Map.of());
            var credentials = provider.withObject("/" + MEMBER);
            markers.forEach(credentials::put);
        }
    }
}

package dev.bailiwick.audit;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a change in words, as Auth0's log does: by the summary of the operation. */
final class Wording {

    /** Actions, or * for all others, kind, words. Where Auth0 has no such operation, the words are made like those of its others. */
    private static final Map<String, String> WORDS = """
            create | client | Create a client
            change | client | Update a client
            delete | client | Delete a client
            rotate secret, change secret | client | Rotate a client secret
            admit | client | Admit a client to Management API v1
            dismiss | client | Dismiss a client from Management API v1
            add | client key | Create a client credential
            change | client key | Update a client credential
            remove | client key | Delete a client credential
            create | client grant | Create client grant
            change | client grant | Update client grant
            delete | client grant | Delete client grant
            create | connection | Create a connection
            change | connection | Update a connection
            change clients | connection | Update enabled clients for a connection
            delete | connection | Delete a connection
            change | connection template | Update a connection template
            delete | connection template | Delete a connection template
            create | resource server | Create a resource server
            change | resource server | Update a resource server
            delete | resource server | Delete a resource server
            create | role, tenant role | Create a role
            update | role, tenant role | Update a role
            delete | role, tenant role | Delete a role
            add permissions | tenant role | Associate permissions with a role
            remove permissions | tenant role | Remove permissions from a role
            add users | tenant role | Assign users to a role
            create | permission | Create a permission
            update | permission | Update a permission
            delete | permission | Delete a permission
            create | group | Create a group
            update | group | Update a group
            delete | group | Delete a group
            add members | group | Add members to a group
            remove members | group | Remove members from a group
            add nested | group | Add nested groups to a group
            remove nested | group | Remove nested groups from a group
            add roles | group | Assign roles to a group
            remove roles | group | Remove roles from a group
            add mappings | group | Create mappings of a group
            remove mappings | group | Delete mappings of a group
            import | authorization | Import the authorization configuration
            * | configuration | Update the authorization configuration
            rotate | api key | Rotate the API key
            import | api key | Import the API key
            revoke | api key | Revoke the API key
            create | user | Create a User
            update, change password | user | Update a User
            delete | user | Delete a User
            delete | users | Delete all Users
            import | user | Import users
            link | user | Link a User Account
            unlink | user | Unlink a User Identity
            add permissions | user | Assign Permissions to a User
            remove permissions | user | Remove Permissions from a User
            add roles, add tenant roles | user | Assign roles to a user
            remove roles, remove tenant roles | user | Removes roles from a user
            add groups | user | Add a user to groups
            remove groups | user | Remove a user from groups
            create | authentication method | Creates an authentication method for a given user
            change | authentication method | Update an authentication method
            delete | authentication method | Delete an authentication method by ID
            replace | authentication methods | Update all authentication methods by replacing them with the given ones
            delete | authentication methods | Delete all authentication methods for the given user
            renew | recovery code | Generate New Multi-factor Authentication (MFA) Recovery Code
            create | device credential | Create a device public key credential
            change | device credential | Update a device public key credential
            delete | device credential | Delete a device credential
            delete | device credentials | Delete refresh tokens for a user
            delete | login block | Unblock a user
            delete | user grant | Delete a grant by id
            delete all | user grant | Delete a grant by user_id
            create | password change ticket | Create a password change ticket
            create | email verification ticket | Create an email verification ticket
            create | job | Create a job
            create | email provider | Configure email provider
            update | email provider | Update email provider
            delete | email provider | Delete email provider
            create | email template | Create an email template
            update | email template | Update an email template
            create | rule | Create a rule
            update | rule | Update a rule
            delete | rule | Delete a rule
            set | rules config | Set rules config for a given key
            delete | rules config | Delete rules config for a given key
            * | tenant settings | Update tenant settings
            create | tenant | Create a tenant
            move | tenant | Move a tenant to another domain
            delete | tenant | Delete a tenant
            rotate | signing key | Rotate the Application Signing Key
            revoke | signing key | Revoke an Application Signing Key by its key id
            * | bot detection settings | Update Bot Detection settings
            * | breached password detection settings | Update Breached Password Detection settings
            * | brute-force protection settings | Update Brute-force settings
            * | suspicious IP throttling settings | Update Suspicious IP Throttling settings
            * | captcha settings | Partial Update for CAPTCHA Configuration
            * | risk assessment settings | Update risk assessment settings
            * | new device settings | Update new device assessor
            * | branding settings | Update branding settings
            create | branding theme | Create branding theme
            update | branding theme | Update branding theme
            delete | branding theme | Delete branding theme
            create, update | universal login template | Set template for New Universal Login Experience
            delete | universal login template | Delete template for New Universal Login Experience
            create | phone provider | Configure the phone provider
            update | phone provider | Update the phone provider
            delete | phone provider | Deletes a Phone Provider
            create | phone template | Create a phone notification template
            update | phone template | Update a phone notification template
            delete | phone template | Delete a phone notification template
            * | prompt settings | Update prompt settings
            * | custom text | Set custom text for a specific prompt
            * | prompt partials | Set partials for a prompt
            * | screen rendering settings | Update render settings for a screen
            * | multifactor factors | Update multi-factor authentication type
            * | multifactor policies | Update multi-factor authentication policies
            * | phone message types | Update the Enabled Phone Factors
            * | selected phone provider | Update phone provider configuration
            * | Twilio settings | Update Twilio configuration
            * | phone messages | Update Enrollment and Verification Phone Templates
            * | selected push provider | Update Push Notification configuration
            * | Amazon SNS settings | Update AWS SNS configuration
            * | APNs settings | Update APNs provider configuration
            * | FCM settings | Updates FCM configuration
            * | FCM v1 settings | Updates FCMV1 configuration
            * | Duo settings | Update the DUO Configuration
            * | security key settings | Update the WebAuthn Roaming Settings
            * | built-in key settings | Update the WebAuthn Platform Settings
            * | push app settings | Update the Push Notification App
            """.lines()
            .map(line -> line.split(" \\| ", -1))
            .flatMap(Wording::entries)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Wording() {}

    /** What has no words of its own is told by action and kind. */
    static String of(String action, String kind) {
        return Stream.of(action, "*")
                .map(each -> WORDS.get(key(each, kind)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> action + " " + kind);
    }

    private static Stream<Map.Entry<String, String>> entries(String[] line) {
        Function<String, Stream<String>> each = cell -> Stream.of(cell.split(", "));
        return each.apply(line[0])
                .flatMap(action -> each.apply(line[1]).map(kind -> Map.entry(key(action, kind), line[2])));
    }

    private static String key(String action, String kind) {
        return action + "|" + kind;
    }
}

package dev.bailiwick.app;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.certificate.CertificateAuthority;
import dev.bailiwick.client.ClientGrants;
import dev.bailiwick.client.Clients;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.extension.ExtensionImport;
import dev.bailiwick.rbac.Authorization;
import dev.bailiwick.resourceserver.ResourceServers;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.tenant.RemovedTenants;
import dev.bailiwick.tenant.Tenants;
import dev.bailiwick.token.AccessTokens;
import dev.bailiwick.token.SigningKeys;
import java.security.SecureRandom;
import java.time.Clock;

/** All features, wired to one database. */
record Features(
        Tenants tenants,
        RemovedTenants removedTenants,
        CertificateAuthority certificates,
        SigningKeys signingKeys,
        AccessTokens accessTokens,
        Clients clients,
        ClientGrants clientGrants,
        ResourceServers resourceServers,
        Connections connections,
        Authorization authorization,
        AuditLog audit,
        ExtensionImport extensionImport,
        RandomText random) {

    static Features over(Storage storage, Clock clock) {
        var secureRandom = new SecureRandom();
        var random = new RandomText(secureRandom);
        var database = storage.database();
        var certificates = new CertificateAuthority(database, storage.box(), clock, random);
        var signingKeys = new SigningKeys(database, certificates, storage.box(), clock, random);
        var audit = new AuditLog(clock, random);
        var authorization = Authorization.over(database, audit, secureRandom);
        return new Features(
                new Tenants(database, clock, random),
                new RemovedTenants(database),
                certificates,
                signingKeys,
                new AccessTokens(signingKeys, clock),
                new Clients(database, storage.box(), clock),
                new ClientGrants(database, clock, random),
                new ResourceServers(clock, random),
                new Connections(clock, random),
                authorization,
                audit,
                new ExtensionImport(authorization.worlds()),
                random);
    }
}

package dev.bailiwick.app;

import dev.bailiwick.apikey.ApiKeys;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Logs;
import dev.bailiwick.audit.Statistics;
import dev.bailiwick.audit.TokenEvents;
import dev.bailiwick.certificate.CertificateAuthority;
import dev.bailiwick.client.ApiSwitch;
import dev.bailiwick.client.ClientAssertions;
import dev.bailiwick.client.ClientGrants;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.ClientKeys;
import dev.bailiwick.client.ClientRegistration;
import dev.bailiwick.client.Clients;
import dev.bailiwick.connection.ConnectionTemplates;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.connection.Directories;
import dev.bailiwick.connection.EnabledClients;
import dev.bailiwick.connection.Provisioning;
import dev.bailiwick.connection.RemovedConnections;
import dev.bailiwick.connection.strategy.Egress;
import dev.bailiwick.connection.strategy.EgressRules;
import dev.bailiwick.connection.strategy.StrategyOptions;
import dev.bailiwick.extension.ExtensionApi;
import dev.bailiwick.extension.ExtensionExport;
import dev.bailiwick.extension.ExtensionImport;
import dev.bailiwick.job.ExportLinks;
import dev.bailiwick.job.Jobs;
import dev.bailiwick.mail.EmailProviders;
import dev.bailiwick.mail.EmailTemplates;
import dev.bailiwick.management.v1.ManagementV1Api;
import dev.bailiwick.management.v2.ImportSchema;
import dev.bailiwick.management.v2.ManagementApi;
import dev.bailiwick.rbac.Authorization;
import dev.bailiwick.rbac.SimulationJobs;
import dev.bailiwick.resourceserver.ResourceServerDraft;
import dev.bailiwick.resourceserver.ResourceServers;
import dev.bailiwick.rule.RuleVariables;
import dev.bailiwick.rule.Rules;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.signature.Signatures;
import dev.bailiwick.store.Turns;
import dev.bailiwick.tenant.RemovedTenants;
import dev.bailiwick.tenant.Tenants;
import dev.bailiwick.tenantsettings.Documents;
import dev.bailiwick.tenantsettings.IdentifiedDocuments;
import dev.bailiwick.tenantsettings.TenantSettings;
import dev.bailiwick.token.AccessTokens;
import dev.bailiwick.token.KeyRotation;
import dev.bailiwick.token.ManagementTokens;
import dev.bailiwick.token.PageLinks;
import dev.bailiwick.token.SigningKeys;
import dev.bailiwick.user.Directory;
import dev.bailiwick.user.UserRemoval;
import dev.bailiwick.web.Api;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** All features, wired to one database. */
record Features(
        Tenants tenants,
        RemovedTenants removedTenants,
        CertificateAuthority certificates,
        Signatures signatures,
        RsaKeyPairs keyPairs,
        SigningKeys signingKeys,
        KeyRotation keyRotation,
        AccessTokens accessTokens,
        ManagementTokens managementTokens,
        PageLinks pageLinks,
        Clients clients,
        ClientRegistration clientRegistration,
        ClientKeys clientKeys,
        ClientAssertions clientAssertions,
        ClientGrants clientGrants,
        ResourceServers resourceServers,
        ApiSwitch apiSwitch,
        Connections connections,
        EnabledClients enabledClients,
        ConnectionTemplates connectionTemplates,
        Provisioning provisioning,
        Egress egress,
        RemovedConnections removedConnections,
        ApiKeys apiKeys,
        Authorization authorization,
        SimulationJobs simulationJobs,
        AuditLog audit,
        Logs logs,
        Statistics statistics,
        TokenEvents tokenEvents,
        TenantSettings tenantSettings,
        Documents documents,
        IdentifiedDocuments identifiedDocuments,
        Directory directory,
        ExtensionExport extensionExport,
        ExtensionImport extensionImport,
        Jobs jobs,
        ExportLinks exportLinks,
        Rules rules,
        RuleVariables ruleVariables,
        EmailProviders emailProviders,
        EmailTemplates emailTemplates,
        RandomText random,
        Clock clock) {

    static final long DAY_SECONDS = 86_400;

    /** How many tokens may wait to be noted in the log: some seconds' worth. */
    private static final int TOKEN_EVENTS = 20_000;

    /** What tokens for the Authorization Extension API are for. */
    static final ResourceServerDraft EXTENSION_API =
            ResourceServerDraft.of(ExtensionApi.NAME, ExtensionApi.AUDIENCE, ExtensionApi.SCOPES, DAY_SECONDS, false);

    static Features over(Storage storage, Clock clock) {
        return over(storage, clock, Signatures.fastest(), new RsaKeyPairs(), EgressRules.PUBLIC, false);
    }

    /**
     * The same.
     *
     * @param egressRules which addresses may be asked
     * @param exportsHashes whether jobs may write hashes of passwords out
     */
    static Features over(
            Storage storage,
            Clock clock,
            Signatures signatures,
            RsaKeyPairs keyPairs,
            EgressRules egressRules,
            boolean exportsHashes) {
        return over(storage, clock, signatures, keyPairs, egressRules, exportsHashes, ClientId::random);
    }

    /**
     * The same.
     *
     * @param clientIds how new clients get their ids
     */
    static Features over(
            Storage storage,
            Clock clock,
            Signatures signatures,
            RsaKeyPairs keyPairs,
            EgressRules egressRules,
            boolean exportsHashes,
            Function<RandomText, ClientId> clientIds) {
        var secureRandom = new SecureRandom();
        var random = new RandomText(secureRandom);
        var database = storage.database();
        var certificates = new CertificateAuthority(database, storage.box(), clock, random);
        var signingKeys = new SigningKeys(database, certificates, storage.box(), clock, random, keyPairs, signatures);
        var clients = new Clients(database, storage.box(), clock);
        var audit = new AuditLog(clock, random);
        var clientGrants = new ClientGrants(database, audit, clock, random);
        var clientKeys = new ClientKeys(database, clients, audit, clock, random);
        var resourceServers = new ResourceServers(database, clientGrants, storage.box(), audit, clock, random);
        var apiKeys = new ApiKeys(database, audit, clock, random);
        var authorization = Authorization.over(database, audit, clock, secureRandom);
        var assignments = authorization.administration().assignments();
        var turns = new Turns(database);
        var documents = new Documents(database, storage.box(), audit);
        var removal = new UserRemoval(database, assignments, audit, turns);
        var enabledClients = new EnabledClients(database, audit);
        var removedConnections = new RemovedConnections(database, removal);
        var connections =
                new Connections(database, enabledClients, removedConnections, storage.box(), audit, clock, random);
        var connectionTemplates = new ConnectionTemplates(database, storage.box(), audit);
        var egress = Egress.by(egressRules);
        var directory = Directory.over(
                database, connections, clients, assignments, removal, storage.box(), audit, turns, clock, secureRandom);
        var emailProviders = new EmailProviders(database, storage.box(), audit);
        return new Features(
                new Tenants(database, clock, random),
                new RemovedTenants(database),
                certificates,
                signatures,
                keyPairs,
                signingKeys,
                new KeyRotation(database, signingKeys, resourceServers, audit, clock),
                new AccessTokens(signingKeys, signatures, storage.box(), random, clock),
                new ManagementTokens(database, audit, clock, random),
                new PageLinks(storage.box(), clock),
                clients,
                new ClientRegistration(database, clients, clientKeys, audit, random, () -> clientIds.apply(random)),
                clientKeys,
                new ClientAssertions(database, clients, signatures, clock),
                clientGrants,
                resourceServers,
                new ApiSwitch(database, resourceServers, clientGrants, audit, EXTENSION_API),
                connections,
                enabledClients,
                connectionTemplates,
                new Provisioning(connections, connectionTemplates, new StrategyOptions(egress)),
                egress,
                removedConnections,
                apiKeys,
                authorization,
                new SimulationJobs(database, clock, random),
                audit,
                new Logs(database, clock),
                new Statistics(database, clock),
                new TokenEvents(database, clock, random, TOKEN_EVENTS),
                new TenantSettings(database, audit),
                documents,
                new IdentifiedDocuments(documents, clock, random),
                directory,
                new ExtensionExport(authorization.worlds(), storage.scratch()),
                new ExtensionImport(authorization.worlds(), apiKeys, storage.scratch()),
                Jobs.over(
                        database,
                        connections,
                        clients,
                        directory,
                        emailProviders,
                        storage.box(),
                        audit,
                        clock,
                        random,
                        new ImportSchema(),
                        exportsHashes),
                new ExportLinks(storage.box(), clock),
                new Rules(database, audit, random),
                new RuleVariables(database, storage.box(), audit),
                emailProviders,
                new EmailTemplates(database, audit),
                random,
                clock);
    }

    Api managementApi() {
        return ManagementApi.of(
                accessTokens,
                connections,
                enabledClients,
                resourceServers,
                signingKeys,
                clients,
                clientRegistration,
                clientKeys,
                clientGrants,
                authorization,
                tenantSettings,
                documents,
                identifiedDocuments,
                keyRotation,
                directory,
                logs,
                tokenEvents,
                statistics,
                jobs,
                exportLinks,
                rules,
                ruleVariables,
                emailProviders,
                emailTemplates,
                clock);
    }

    List<Api> managementV1Api() {
        return ManagementV1Api.of(
                managementTokens,
                pageLinks,
                clients,
                clientRegistration,
                connections,
                provisioning,
                connectionTemplates,
                Directories.NONE,
                directory,
                jobs,
                logs,
                rules);
    }
}

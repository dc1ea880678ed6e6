package dev.bailiwick.app;

import dev.bailiwick.client.Client;
import dev.bailiwick.measure.Histogram;
import dev.bailiwick.oauth.grant.Grant;
import dev.bailiwick.oauth.grant.Parameters;
import dev.bailiwick.oauth.grant.TokenJson;
import dev.bailiwick.tenant.Tenant;

/** A grant whose time is taken, from the authenticated client to the signed token; refusals are left out. */
record TimedGrant(Grant grant, Histogram durations) implements Grant {

    @Override
    public String type() {
        return grant.type();
    }

    @Override
    public boolean isOpenTo(Tenant tenant, Client client, Parameters parameters) {
        return grant.isOpenTo(tenant, client, parameters);
    }

    @Override
    public TokenJson issue(Tenant tenant, Client client, Parameters parameters) {
        long began = System.nanoTime();
        var token = grant.issue(tenant, client, parameters);
        durations.addSince(began);
        return token;
    }
}

package dev.bailiwick.rbac;

/** What a decision about one user rests on, all of one moment. */
record Evidence(AuthorizationGraph graph, Memberships memberships) {}

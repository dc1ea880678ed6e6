function enrich(user, context, callback) { callback(null, user, context); }

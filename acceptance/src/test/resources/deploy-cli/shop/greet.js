function greet(user, context, callback) {
  context.idToken.greeting = configuration.GREETING;
  callback(null, user, context);
}

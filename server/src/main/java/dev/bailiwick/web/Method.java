package dev.bailiwick.web;

/** The methods that routes have. HEAD is no route: it is a GET whose body is left out (RFC 9110 section 9.3.2). */
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
}

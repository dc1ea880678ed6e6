package dev.bailiwick.audit;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What happened on a day, by UTC.
 *
 * @param leakedPasswords passwords that were refused because they are known from elsewhere
 * @param first when the first of it was written down
 * @param last when the last of it was
 */
public record DailyNumbers(
        LocalDate day, long logins, long signups, long leakedPasswords, Instant first, Instant last) {}

package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.ProblemException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes of every kind that an import takes, against published test vectors. */
class PasswordHashTest {

    private static final byte[] SALT = new byte[16];

    @Test
    void hashesByArgon2idInTheFormThatOthersRead() {
        var hash = PasswordHash.of("correct horse", SALT);

        assertThat(hash.algorithm()).isEqualTo("argon2id");
        assertThat(hash.hash().reveal())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$")
                .hasSize(97);
        assertThat(hash.matches("correct horse")).isTrue();
        assertThat(hash.matches("Correct horse")).isFalse();
    }

    @Test
    @DisplayName("PW-02: every byte of a password counts, however many there are, and none is changed")
    void countsEveryByte() {
        var first = "x".repeat(72);
        var hash = PasswordHash.of(first + "a", SALT);

        assertThat(hash.matches(first + "a")).isTrue();
        assertThat(hash.matches(first + "b")).isFalse();
        assertThat(hash.matches(first)).isFalse();
        assertThat(PasswordHash.of(" a\0b ", SALT).matches("a\0b")).isFalse();
        assertThat(PasswordHash.of("a\0b", SALT).matches("a\0c")).isFalse();
        assertThat(PasswordHash.of("\u00e9", SALT).matches("e\u0301")).isFalse();
    }

    /** From the tests of the reference implementation (version 19, 64 MiB), the others made with it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
                "$argon2d$v=19$m=1024,t=2,p=2$c29tZXNhbHQ$QUWn8+lb/DqLTOHyPe0xQ3OScGMuazJ2dJlz9kH6fQc",
                "$argon2i$m=1024,t=2,p=2$c29tZXNhbHQ$iAeovVfZmrobVV/4EYQhdHgBYirQTw8+EpqTfoghCVc",
                "$argon2id$v=16$m=1024,t=2,p=2$c29tZXNhbHQ$IdTg/4MraRFgFxqi4VO/G6Np9VGpyb7V8uHk2VF5090"
            })
    void readsArgon2(String value) {
        expectMatch("{'algorithm':'argon2','hash':{'value':'" + value + "'}}", "password");
    }

    /** From jBCrypt's and OpenBSD's tests. */
    @ParameterizedTest
    @CsvSource({
        "'',$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.",
        "a,$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
        "abc,$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
        "hello,$2b$10$nFguVi9LsCAcvTZFKQlRKeLVydo8ETv483lkNsSFI/Wl1Rz1Ypo1K"
    })
    void readsBcrypt(String password, String value) {
        assertThat(PasswordHash.ofBcrypt("password_hash", value).matches(password))
                .isTrue();
        assertThat(PasswordHash.ofBcrypt("password_hash", value).matches(password + "!"))
                .isFalse();
        assertThat(PasswordHash.ofBcrypt("password_hash", value.replace("$2a$", "$2y$"))
                        .matches(password))
                .isTrue();
    }

    /** The vector is from crypt_blowfish's tests; the others are the same bytes, with bits set that stand for nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC/E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeX",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCCNE5YPO9kmyuRGyh0XouQYb4YMJKvyOeZ"
            })
    void comparesTheBytesOfBcryptHoweverTheyAreWritten(String value) {
        var hash = PasswordHash.ofBcrypt("password_hash", value);

        assertThat(hash.matches("U*U")).isTrue();
        assertThat(hash.matches("U*V")).isFalse();
        assertThat(hash.exported()).isEqualTo(value);
    }

    @Test
    void tellsDigestsOfBcryptApartByTheirLastByte() {
        var value = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOea";

        assertThat(PasswordHash.ofBcrypt("password_hash", value).matches("U*U")).isFalse();
    }

    @Test
    void saltsBcryptWhereTheImportSaysSo() {
        var hash =
                "{'algorithm':'bcrypt','hash':{'value':'$2b$04$abcdefghijklmnopqrstuuK1Pul3e.sSKRSu7kKfhSXQw4vCOhEDG'},";

        expectMatch(hash + "'salt':{'value':'salt'}}", "secret");
        expectMatch(hash + "'salt':{'value':'secret','position':'suffix'}}", "salt");
    }

    /** RFC 7914 section 12. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "password NaCl 1024 16 fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                        + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
                "pleaseletmein SodiumChloride 16384 1 7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                        + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
            })
    void readsScrypt(String password, String salt, int cost, int parallelization, String value) {
        expectMatch(
                "{'algorithm':'scrypt','hash':{'value':'" + value + "','encoding':'hex'},'salt':{'value':'" + salt
                        + "'},'keylen':64,'cost':" + cost + ",'parallelization':" + parallelization + "}",
                password);
    }

    @Test
    void readsScryptWithAuth0sDefaults() {
        expectMatch(
                "{'algorithm':'scrypt','keylen':64,'hash':{'encoding':'base64','value':'cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9l"
                        + "RdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw=='},"
                        + "'salt':{'value':'536f6469756d43686c6f72696465','encoding':'hex'}}",
                "pleaseletmein");
    }

    /** The bound of what can be calculated with blocks of one: what is taken must not throw later. */
    @Test
    void calculatesTheGreatestCostOfTheSmallestBlock() {
        var hash = hash("{'algorithm':'scrypt','hash':{'value':'000102030405060708090a0b0c0d0e0f','encoding':'hex'},"
                + "'salt':{'value':'s'},'keylen':16,'cost':32768,'blockSize':1}");

        assertThat(hash.matches("x")).isFalse();
    }

    /** RFC 6070, RFC 7914 section 11, and the example for SHA-512 by another implementation. */
    @ParameterizedTest
    @CsvSource({
        "password,'$pbkdf2-sha1$i=4096,l=20$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE'",
        "password,'$pbkdf2-RSA-SHA1$i=4096$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE'",
        "passwd,'$pbkdf2-sha256$i=1,l=64$c2FsdA"
                + "$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLxJypzM8Xm2RZkWZLOdd+8xfHG4RbHjC9UJESBB06GXgw'",
        "password,'$pbkdf2-sha512$i=1000,l=64$c2FsdA"
                + "$r+bFUweFtsxrHGRTOEcxvV7kMu5Un9QvtmlXea2KHFv1neacSPd078QAfVKY+QM8AkHVq2kwXntk7O642DTP7A'"
    })
    void readsPbkdf2(String password, String value) {
        expectMatch("{'algorithm':'pbkdf2','hash':{'value':'" + value + "'}}", password);
    }

    /** RFC 1320, RFC 1321, FIPS 180. */
    @ParameterizedTest
    @CsvSource({
        "md4,a448017aaf21d8525fc10ae87aa6729d",
        "md5,900150983CD24FB0D6963F7D28E17F72",
        "sha1,a9993e364706816aba3e25717850c26c9cd0d89d",
        "sha256,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha512,ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    })
    void readsDigestsWithAndWithoutSalt(String algorithm, String value) {
        var start = "{'algorithm':'" + algorithm + "','hash':{'value':'" + value + "','encoding':'hex'}";

        expectMatch(start + "}", "abc");
        expectMatch(start + ",'salt':{'value':'a'}}", "bc");
        expectMatch(start + ",'salt':{'value':'YmM=','encoding':'base64','position':'suffix'}}", "a");
    }

    /** RFC 2202 and RFC 4231. */
    @ParameterizedTest
    @CsvSource({
        "md5,750c783e6ab0b503eaa86e310a5db738",
        "sha1,effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "sha256,5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    })
    void readsHmac(String digest, String value) {
        var start = "{'algorithm':'hmac','hash':{'value':'" + value + "','encoding':'hex','digest':'" + digest;

        expectMatch(start + "','key':{'value':'Jefe'}}}", "what do ya want for nothing?");
        expectMatch(start + "','key':{'value':'4a656665','encoding':'hex'}}}", "what do ya want for nothing?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{MD5}X03MO1qnZdYdgyfeuILPmQ==",
                "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
                "{SSHA}pKqkNr1tq3wtQqk+UcPyA3HnA2NsU5NJ",
                "{SMD5}jNoSMNY0cybfuBWiaGlFw3Mfi/U=",
                "{SHA256}XohImNooBHFR0OVvjcYpJ3NgPQ1qq73WKhHvch0VQtg="
            })
    void readsWhatDirectoriesKeep(String value) {
        expectMatch("{'algorithm':'ldap','hash':{'value':'" + value + "'}}", "password");
    }

    @Test
    void readsPasswordsThatWereHashedInAnotherEncoding() {
        expectMatch(
                "{'algorithm':'md5','hash':{'value':'ccf871c0d2437f8670ecebeac6f422c8','encoding':'hex'},"
                        + "'password':{'encoding':'utf16le'}}",
                "pässword");
        var latin = "{'algorithm':'bcrypt','hash':{'value':"
                + "'$2b$04$abcdefghijklmnopqrstuuMK7dsX/j/393jVctQZ2X725M5PNRo4W'},'password':{'encoding':'latin1'}}";
        expectMatch(latin, "pässword");
        assertThat(hash(latin).matches("p\u01e4ssword")).isFalse();
    }

    @ParameterizedTest
    @DisplayName("PW-04: a hash that asks for more work than a login may cost, or that nothing can match, is refused")
    @ValueSource(
            strings = {
                "{'algorithm':'argon2','hash':{'value':'$argon2id$v=19$m=4194304,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y'}}",
                "{'algorithm':'argon2','hash':{'value':'$argon2id$v=19$m=262144,t=32,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y'}}",
                "{'algorithm':'argon2','hash':{'value':'$argon2id$v=19$m=1024,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y'}}",
                "{'algorithm':'argon2','hash':{'value':'$argon2x$v=19$m=1024,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y'}}",
                "{'algorithm':'bcrypt','hash':{'value':'$2a$31$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.'}}",
                "{'algorithm':'pbkdf2','hash':{'value':'$pbkdf2-sha1$i=999999999,l=20$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE'}}",
                "{'algorithm':'pbkdf2','hash':{'value':'$pbkdf2-mdc2$i=1000,l=20$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE'}}",
                "{'algorithm':'pbkdf2','hash':{'value':'$pbkdf2-sha1$i=1000,l=64$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE'}}",
                "{'algorithm':'scrypt','hash':{'value':'000102030405060708090a0b0c0d0e0f','encoding':'hex'},"
                        + "'salt':{'value':'s'},'keylen':16,'cost':1048576,'blockSize':32}",
                "{'algorithm':'scrypt','hash':{'value':'000102030405060708090a0b0c0d0e0f','encoding':'hex'},"
                        + "'salt':{'value':'s'},'keylen':16,'cost':1000}",
                "{'algorithm':'scrypt','hash':{'value':'000102030405060708090a0b0c0d0e0f','encoding':'hex'},"
                        + "'salt':{'value':'s'},'keylen':16,'cost':65536,'blockSize':1}",
                "{'algorithm':'ldap','hash':{'value':'{CRYPT}rqXexS6ZhobKA'}}",
                "{'algorithm':'ldap','hash':{'value':'{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g='}}",
                "{'algorithm':'ldap','hash':{'value':'{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g='},'salt':{'value':'s'}}",
                "{'algorithm':'md5','hash':{'value':'900150983cd24fb0d6963f7d28e17f','encoding':'hex'}}",
                "{'algorithm':'md5','hash':{'value':'900150983cd24fb0d6963f7d28e17f72'}}",
                "{'algorithm':'md5','hash':{'value':'zz0150983cd24fb0d6963f7d28e17f72','encoding':'hex'}}",
                "{'algorithm':'md5','hash':{'value':'kAFQmDzST7DWlj99KOF/cg==','encoding':'base64'},"
                        + "'password':{'encoding':'ebcdic'}}",
                "{'algorithm':'hmac','hash':{'value':'750c783e6ab0b503eaa86e310a5db738','encoding':'hex','digest':'md5'}}",
                "{'algorithm':'hmac','hash':{'value':'750c783e6ab0b503eaa86e310a5db738','encoding':'hex','digest':'sha3',"
                        + "'key':{'value':'k'}}}",
                "{'algorithm':'rot13','hash':{'value':'cnffjbeq'}}",
                "{'algorithm':'md5'}"
            })
    void refusesWhatCannotBeChecked(String custom) {
        assertThatThrownBy(() -> hash(custom)).isInstanceOf(ProblemException.class);
    }

    private static PasswordHash hash(String custom) {
        return PasswordHash.ofCustom(JsonObject.ofWritten(custom.replace('\'', '"')));
    }

    private static void expectMatch(String custom, String password) {
        assertThat(hash(custom).matches(password)).isTrue();
        assertThat(hash(custom).matches(password + "x")).isFalse();
    }
}

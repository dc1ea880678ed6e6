package dev.bailiwick.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BailiwickExtension.class)
class BailiwickExtensionTest {

    private static final List<BailiwickTenant> SEEN = new ArrayList<>();

    @Nested
    @TestMethodOrder(OrderAnnotation.class)
    class EachTest {

        private final BailiwickTenant ofConstructor;
        private BailiwickTenant ofBeforeEach;

        EachTest(BailiwickTenant tenant) {
            ofConstructor = tenant;
            ofBeforeEach = tenant;
        }

        @BeforeEach
        void ask(BailiwickTenant tenant) {
            ofBeforeEach = tenant;
        }

        @Test
        @Order(1)
        void hasATenantOfItsOwn(BailiwickTenant tenant) throws Exception {
            assertThat(tenant).isSameAs(ofConstructor).isSameAs(ofBeforeEach);
            assertThat(tenant.issuer()).isEqualTo("https://" + tenant.domain() + "/");
            assertThat(Tenants.isThere(tenant)).isTrue();
            SEEN.add(tenant);
        }

        @Test
        @Order(2)
        void hasAnotherThanTheTestBeforeWhoseTenantIsGone(BailiwickTenant tenant) throws Exception {
            assertThat(SEEN).hasSize(1).doesNotContain(tenant);
            assertThat(Tenants.isThere(SEEN.get(0))).isFalse();
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class AClass {

        private BailiwickTenant ofClass;

        @BeforeAll
        void ask(BailiwickTenant tenant) {
            ofClass = tenant;
        }

        @Test
        void sharesTheTenantThatItAskedForBeforeAll(BailiwickTenant tenant) throws Exception {
            assertThat(tenant).isSameAs(ofClass);
            assertThat(Tenants.isThere(tenant)).isTrue();
        }

        @Test
        void sharesItWithTheNextTest(BailiwickTenant tenant) throws Exception {
            assertThat(tenant).isSameAs(ofClass);
            assertThat(Tenants.isThere(tenant)).isTrue();
        }
    }

    @Test
    void printsNoSecret(BailiwickTenant tenant) {
        assertThat(tenant.toString()).contains(tenant.name()).doesNotContain(tenant.clientSecret());
    }
}

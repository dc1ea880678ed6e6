package dev.bailiwick.app;

import dev.bailiwick.app.AuthorizationMatrixTest.Row;
import java.util.Map;

/** How each built route of Management API v2 is asked in the authorization matrix. */
final class ManagementRows {

    static final Map<String, Row> ROWS = Map.ofEntries();

    private ManagementRows() {}
}

package dev.bailiwick.extension;

import dev.bailiwick.json.Json;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.web.ScratchFile;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The users in the groups or in the roles of a document that was found good, read once more and one by one. Quickest in the
 * document's order. Not safe for several threads, nor for two lists at once.
 */
final class DocumentUsers implements AutoCloseable {

    private final ScratchFile document;
    private final String collection;
    private final String list;
    private @Nullable JsonParser parser;
    private int begun = -1;

    // The user who comes next, and in which object; nobody and beyond all objects at the end.
    private int object = -1;
    private @Nullable UserId next;

    /**
     * Reads nothing yet.
     *
     * @param list the member of the collection's objects that has the users
     */
    DocumentUsers(ScratchFile document, String collection, String list) {
        this.document = document;
        this.collection = collection;
        this.list = list;
    }

    /** The users of one object. */
    Iterable<UserId> of(int index) {
        return () -> {
            begin(index);
            return new Users(index);
        };
    }

    @Override
    public void close() {
        if (parser != null) {
            parser.close();
        }
    }

    private void begin(int index) {
        var in = parser;
        if (in == null || index <= begun) {
            close();
            in = opened();
            parser = in;
            object = -1;
            advance(in);
        }
        begun = index;
        while (object < index) {
            advance(in);
        }
    }

    private JsonParser opened() {
        var opened = Json.parser(document.in());
        opened.nextToken();
        while (opened.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isFound = opened.currentName().equals(collection);
            opened.nextToken();
            if (isFound) {
                break;
            }
            opened.skipChildren();
        }
        return opened;
    }

    private void advance(JsonParser in) {
        for (var token = in.nextToken(); token != null; token = in.nextToken()) {
            switch (token) {
                case START_OBJECT -> object++;
                case PROPERTY_NAME -> {
                    boolean isFound = in.currentName().equals(list);
                    in.nextToken();
                    if (!isFound) {
                        in.skipChildren();
                    }
                }
                case VALUE_STRING -> {
                    next = new UserId(in.getString());
                    return;
                }
                default -> {} // The end of a list, of an object, or of the collection, behind which all is passed over.
            }
        }
        object = Integer.MAX_VALUE;
        next = null;
    }

    private final class Users implements Iterator<UserId> {

        private final int index;

        Users(int index) {
            this.index = index;
        }

        @Override
        public boolean hasNext() {
            return object == index && next != null;
        }

        @Override
        public UserId next() {
            var user = next;
            if (user == null || parser == null || !hasNext()) {
                throw new NoSuchElementException();
            }
            advance(parser);
            return user;
        }
    }
}

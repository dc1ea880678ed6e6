package dev.bailiwick.extension;

/** How much of a document may be in memory at a time: objects, and entries of lists that are no users. */
final class Room {

    private final int most;
    private int taken;

    Room(int most) {
        this.most = most;
    }

    /** Takes the place of one. Refuses, with the place in the document, what there is no room for. */
    void take(String pointer) {
        if (++taken > most) {
            throw Joi.body(pointer, "must be among the first " + most + " objects and entries of lists");
        }
    }
}

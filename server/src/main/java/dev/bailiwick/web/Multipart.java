package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.UploadContext;

/**
 * A form with files ({@code multipart/form-data}, RFC 7578), read part by part. No part is longer than what is said, there are few of
 * them, and their headers are short.
 */
public final class Multipart {

    private static final String FORM = "multipart/form-data";
    private static final int MOST_PARTS = 32;
    private static final int LONGEST_HEADERS = 2_048;

    /** What boundaries, headers and short parts may need besides. */
    private static final int FRAME = MOST_PARTS * (LONGEST_HEADERS + 128);

    private final Map<String, byte[]> parts;

    private Multipart(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    /** How long a body may be with one part of so many bytes, and short ones beside it. */
    public static long bodyLimit(long longest) {
        return longest + FRAME;
    }

    /**
     * Reads the whole form. Refuses with {@link Problem.UnsupportedMediaType} what is none, with {@link Problem.TooLarge} what
     * is longer, and with {@link Problem.Invalid} what breaks off or has a part twice.
     *
     * @param longest how many bytes a part has, at most
     */
    public static Multipart read(Body body, long longest) {
        if (!body.mediaType().equals(FORM)) {
            throw new Problem.UnsupportedMediaType(body.mediaType()).asException();
        }
        try (var in = body.stream()) {
            return read(body.contentType(), in, longest);
        } catch (ProblemException e) {
            throw e.problem() instanceof Problem.TooLarge ? new Problem.TooLarge(longest).asException() : e;
        } catch (IOException | FileUploadException | IllegalArgumentException e) {
            throw malformed();
        }
    }

    /** The bytes of a part. */
    public Optional<byte[]> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    private static Multipart read(String contentType, InputStream in, long longest)
            throws IOException, FileUploadException {
        var upload = new FileUpload();
        upload.setPartHeaderSizeMax(LONGEST_HEADERS);
        upload.setHeaderEncoding("UTF-8");
        var items = upload.getItemIterator(new Source(contentType, in));
        var parts = new LinkedHashMap<String, byte[]>();
        for (int count = 0; items.hasNext(); count++) {
            var item = items.next();
            if (count == MOST_PARTS || item.getFieldName() == null) {
                throw malformed();
            }
            var content = content(item, longest);
            if (parts.put(item.getFieldName(), content) != null) {
                throw new Problem.Invalid(
                                Part.BODY, "/" + item.getFieldName(), "Expected type string but found type array")
                        .asException();
            }
        }
        return new Multipart(parts);
    }

    private static byte[] content(FileItemStream item, long longest) throws IOException {
        try (var in = item.openStream()) {
            var content = in.readNBytes((int) Math.min(longest + 1, Integer.MAX_VALUE));
            if (content.length > longest) {
                throw new Problem.TooLarge(longest).asException();
            }
            return content;
        }
    }

    private static ProblemException malformed() {
        return new Problem.Invalid(Part.BODY, "", "Invalid multipart payload format").asException();
    }

    private record Source(String contentType, InputStream in) implements UploadContext {

        private static final int UNKNOWN = -1;

        @Override
        public String getCharacterEncoding() {
            return "UTF-8";
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        @Deprecated
        public int getContentLength() {
            return UNKNOWN;
        }

        @Override
        public long contentLength() {
            return UNKNOWN;
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }
    }
}
